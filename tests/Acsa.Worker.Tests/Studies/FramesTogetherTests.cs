using Acsa.Worker.Studies;

namespace Acsa.Worker.Tests.Studies;

public sealed class FramesTogetherTests
{
    [Fact]
    public void Frames_keep_their_order_and_each_its_failures_whichever_ends_first()
    {
        var frames = Enumerable.Range(0, 5).Select(_ => new FrameWork(default)).ToArray();
        var all = new StageRunner(default);
        foreach (var work in FramesTogether.Run(frames, work =>
        {
            var place = Array.IndexOf(frames, work);
            Thread.Sleep(10 * (5 - place)); // The last one is the first to end.
            work.Stages.Fail("analyse", $"frame {place}");
        })) all.Take(work.Stages);
        Assert.Equal(["frame 0", "frame 1", "frame 2", "frame 3", "frame 4"], all.Reasons);
    }

    [Fact]
    public void What_ends_one_frame_from_outside_is_thrown_as_it_was()
    {
        using var stop = new CancellationTokenSource();
        var frames = Enumerable.Range(0, 3).Select(_ => new FrameWork(stop.Token)).ToArray();
        Assert.Throws<TransientStageException>(() =>
            FramesTogether.Run(frames, _ => throw new TransientStageException(new("analyse", "The device is lost.", null))));
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            FramesTogether.Run(frames, work => work.Stages.TryRun("analyse", "", () => "", out _)));
    }
}
