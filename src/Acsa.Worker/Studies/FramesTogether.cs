using System.Runtime.ExceptionServices;

namespace Acsa.Worker.Studies;

/// <summary>
/// Analyses the frames of a clip at a time: one is prepared or measured while the model computes another, and on a GPU they share its runs.
/// </summary>
static class FramesTogether
{
    /// <summary>Returns the frames in their order, whichever came first to its end.</summary>
    public static IReadOnlyList<FrameWork> Run(IReadOnlyList<FrameWork> frames, Action<FrameWork> analyse)
    {
        try
        {
            if (frames.Count == 1) analyse(frames[0]);
            else Parallel.ForEach(frames, analyse);
        }
        catch (AggregateException several)
        {
            // What ends one frame's analysis from outside (a stop, a device that is lost) ends them all.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return frames;
    }
}
