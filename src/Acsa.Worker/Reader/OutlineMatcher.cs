using System.Globalization;

namespace Acsa.Worker.Reader;

/// <summary>
/// Tells which segments are edits of the node's outlines, and why the others are none. What another program outlined by itself is never taken
/// for a person's work (docs/decisions/077).
/// </summary>
static class OutlineMatcher
{
    const string OwnModelName = "AcsaNode";

    /// <summary>Matches, and one sentence for each segment without.</summary>
    public static (IReadOnlyList<OutlineMatch> Matches, IReadOnlyList<string> Reasons) Match(
        SegmentationObject edited, IReadOnlyList<TrackedOutline> outlines)
    {
        var (matches, reasons) = (new List<OutlineMatch>(), new List<string>());
        foreach (var segment in edited.Segments)
        {
            if (Find(segment, outlines) is not var (outline, by))
                reasons.Add(Text($"Segment {segment.Number} is none of this node's outlines by Tracking UID or label; it is not measured."));
            else if (!IsOfAPerson(segment, outline, edited.ModelName))
                reasons.Add(Text($"Segment {segment.Number} says that a program made it (Segment Algorithm Type AUTOMATIC), not a person; it is not measured."));
            else if (matches.Exists(match => match.Outline == outline))
                reasons.Add(Text($"Segment {segment.Number} is a second edit of one outline; the first is measured."));
            else
                matches.Add(new(segment, outline, by));
        }

        return (matches, reasons);
    }

    // Viewers that drop the Tracking UID, or give a new one, keep the label; it has to be exactly the node's, and of one outline only.
    static (TrackedOutline Outline, string By)? Find(EditedSegment segment, IReadOnlyList<TrackedOutline> outlines)
    {
        if (outlines.FirstOrDefault(outline => outline.TrackingUid == segment.TrackingUid) is { } tracked) return (tracked, OutlineMatch.ByTracking);
        return segment.Label.Length > 0 && outlines.Where(outline => outline.Label == segment.Label).ToList() is [var labelled]
            ? (labelled, OutlineMatch.ByLabel) : null;
    }

    // A viewer may leave the description of a loaded segment as it was: then the algorithm is this node's, and the object is not. Another
    // node's own result is the work of its model, whatever it tracks.
    static bool IsOfAPerson(EditedSegment segment, TrackedOutline outline, string modelName) =>
        segment.AlgorithmType is "SEMIAUTOMATIC" or "MANUAL"
        || (segment.AlgorithmType == "AUTOMATIC" && modelName != OwnModelName && outline.AlgorithmName is { Length: > 0 } own && segment.AlgorithmName == own);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
