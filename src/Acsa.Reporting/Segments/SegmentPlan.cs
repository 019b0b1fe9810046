using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>How findings become segments and frames. The SR uses the same plan, so both name the same things alike.</summary>
internal sealed class SegmentPlan
{
    readonly Dictionary<Finding, (Segment Segment, int FrameNumber)> _places = new(ReferenceEqualityComparer.Instance);

    SegmentPlan(IReadOnlyList<Segment> segments) => Segments = segments;

    public IReadOnlyList<Segment> Segments { get; }

    public bool IsEmpty => Segments.Count == 0;

    /// <summary>The pixel size that every segmented finding was measured with; null when one had none, or two differ.</summary>
    public PixelSize? PixelSize =>
        _places.Keys.Select(finding => finding.Calibration?.PixelSize).Distinct().ToArray() is [{ } size] ? size : null;

    /// <summary>All frames in the order in which they are written: by segment, then by source frame.</summary>
    public IEnumerable<(Segment Segment, SegmentFrame Frame)> Frames =>
        Segments.SelectMany(segment => segment.Frames.Select(frame => (segment, frame)));

    /// <summary>The source frames that any segment shows, in order.</summary>
    public IReadOnlyList<int> SourceFrames => [.. Frames.Select(entry => entry.Frame.SourceFrame).Distinct().Order()];

    /// <summary>Throws when a mask has another size than the source: its pixels would lie on other pixels.</summary>
    public void RequireSize(SourceReference source)
    {
        foreach (var (_, frame) in Frames)
            if (frame.Mask.Width != source.Columns || frame.Mask.Height != source.Rows)
                throw new ArgumentException(
                    $"A mask of {frame.Mask.Width}×{frame.Mask.Height} does not fit a source of {source.Columns}×{source.Rows}.");
    }

    /// <summary>The segment of a finding and its 1-based frame in the SEG; null when nothing was segmented.</summary>
    public (Segment Segment, int FrameNumber)? PlaceOf(Finding finding) => _places.TryGetValue(finding, out var place) ? place : null;

    /// <summary>Whether a finding has a mask that holds anything.</summary>
    public static bool IsSegmented(Finding finding) => finding.Mask is { } mask && mask.Pixels.AsSpan().ContainsAnyExcept((byte)0);

    public static SegmentPlan Of(IReadOnlyList<Finding> findings, ResultIdentity identity, StructureTable table)
    {
        // Two findings of one structure in one frame (both halves of a dual image) are two segments: the ordinal keeps them apart. One that
        // a reader took away keeps its place, or the other would be tracked by its UID.
        var segmented = findings.Where(finding => IsSegmented(finding) || finding.IsEdited)
            .GroupBy(finding => (finding.FrameNumber, finding.Structure, finding.Laterality))
            .SelectMany(group => group.Select((finding, ordinal) => (Finding: finding, Ordinal: ordinal)))
            .Where(entry => IsSegmented(entry.Finding));
        var groups = segmented.GroupBy(entry => (entry.Finding.Structure, entry.Finding.Laterality, entry.Ordinal))
            .Select(group => (group.Key, Findings: group.Select(entry => entry.Finding).OrderBy(finding => finding.FrameNumber).ToList()))
            .ToList();
        var segments = groups.Select((group, index) => new Segment(
            index + 1,
            NamedStructure.Of(group.Key.Structure, group.Key.Laterality, table),
            identity.Tracking(group.Key.Structure ?? "", group.Key.Laterality, group.Key.Ordinal),
            group.Findings[0].Model,
            [.. group.Findings.Select(finding => new SegmentFrame(finding.FrameNumber, finding.Mask!))])
        {
            IsEdited = group.Findings.Exists(finding => finding.IsEdited),
        }).ToList();

        var plan = new SegmentPlan(segments);
        var frameNumber = 0;
        foreach (var (group, segment) in groups.Zip(segments))
            foreach (var finding in group.Findings) plan._places.Add(finding, (segment, ++frameNumber));
        return plan;
    }

    /// <summary>Whether two segments share a pixel of a source frame.</summary>
    public bool Overlaps()
    {
        foreach (var masks in Frames.GroupBy(entry => entry.Frame.SourceFrame, entry => entry.Frame.Mask.Pixels))
        {
            if (masks.Count() < 2) continue;
            var seen = (byte[])masks.First().Clone();
            foreach (var mask in masks.Skip(1))
                for (var i = 0; i < seen.Length; i++)
                {
                    if ((seen[i] & mask[i]) != 0) return true;
                    seen[i] |= mask[i];
                }
        }
        return false;
    }
}
