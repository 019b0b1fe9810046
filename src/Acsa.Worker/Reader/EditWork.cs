using Acsa.Imaging;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>All that is known of one image when its edited outlines are measured.</summary>
/// <param name="ReaderName">As PN value; null when nobody is named.</param>
sealed record EditWork(
    SegmentationObject Edited, LoadedInstance Source, ReadSource Held, IReadOnlyList<ResultEntry> Entries, OwnOutlines Own,
    IReadOnlyList<OutlineMatch> Matches, string? ReaderName)
{
    /// <summary>The frames that were analysed, and those that the reader outlined beside them.</summary>
    public IReadOnlyList<int> FrameNumbers =>
    [
        .. Entries.Select(entry => entry.Frame ?? 1)
            .Concat(Mine.Where(frame => Matches.Any(match => match.Segment.Number == frame.SegmentNumber))
            .Select(frame => frame.SourceFrame ?? 1)).Distinct().Order(),
    ];

    /// <summary>The outline as the reader left it; empty where its segment has no frame: viewers leave empty ones out. What is a model's
    /// own stays the newest model's.</summary>
    public Mask Mask(OutlineMatch match, int frame)
    {
        var mask = Mine.FirstOrDefault(one => one.SegmentNumber == match.Segment.Number && (one.SourceFrame ?? 1) == frame) is { } found
            ? Edited.MaskOf(found) : new(Edited.Width, Edited.Height);
        return Own.IsOfAModel(match.Outline, frame, mask) ? Own.OfModel(match.Outline, frame) ?? mask : mask;
    }

    IEnumerable<EditedFrame> Mine => Edited.Frames.Where(frame => frame.SourceUid == Held.SopInstanceUid);
}
