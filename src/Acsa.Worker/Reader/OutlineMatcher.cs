using System.Globalization;

namespace Acsa.Worker.Reader;

/// <summary>
/// Tells which segments are edits of the node's outlines, and why the others are none. What another program outlined by itself is never
/// taken for a person's work (docs/decisions/110).
/// </summary>
static class OutlineMatcher
{
    const string OwnModelName = "AcsaNode";

    /// <summary>Matches, and one sentence for each segment without.</summary>
    public static (IReadOnlyList<OutlineMatch> Matches, IReadOnlyList<string> Reasons) Match(
        SegmentationObject edited, IReadOnlyList<TrackedOutline> outlines)
    {
        var (matches, reasons) = (new List<OutlineMatch>(), new List<string>());
        var tracked = edited.Segments.Select(segment => outlines.FirstOrDefault(outline => outline.TrackingUid == segment.TrackingUid))
            .ToList();
        foreach (var (segment, known) in edited.Segments.Zip(tracked))
        {
            // Viewers that drop the Tracking UID, or give a new one, keep the label; it has to be exactly the node's, and of one outline
            // only. Where the outline came back by its Tracking UID as well, that one is meant.
            var outline = known ?? (segment.Label.Length > 0 && outlines.Where(one => one.Label == segment.Label).ToList() is [var labelled]
                ? labelled : null);
            if (outline is null)
                reasons.Add(Text($"Segment {segment.Number} is none of this node's outlines by Tracking UID or label; it is not measured."));
            else if (!IsOfAPerson(segment, outline, edited.ModelName))
                reasons.Add(Text($"Segment {segment.Number} says that a program made it (Segment Algorithm Type AUTOMATIC), not a person; it is not measured."));
            else if (known is null && tracked.Contains(outline))
                reasons.Add(Text($"Segment {segment.Number} has the label of an outline that another segment is by Tracking UID; it is not measured."));
            else
                matches.Add(new(segment, outline, known is null ? OutlineMatch.ByLabel : OutlineMatch.ByTracking));
        }

        // Which of two is meant nobody can tell; neither is guessed.
        foreach (var same in matches.GroupBy(match => match.Outline).Where(same => same.Count() > 1).ToList())
        {
            reasons.Add($"Segments {string.Join(", ", same.Select(match => Text($"{match.Segment.Number}")))} are edits of one outline; none of them is measured.");
            matches.RemoveAll(same.Contains);
        }

        return (matches, reasons);
    }

    // A viewer may leave the description of a loaded segment as it was: then the algorithm is this node's, and the object is not. Another
    // node's own result is the work of its model, whatever it tracks.
    static bool IsOfAPerson(EditedSegment segment, TrackedOutline outline, string modelName) =>
        segment.AlgorithmType is "SEMIAUTOMATIC" or "MANUAL"
        || (segment.AlgorithmType == "AUTOMATIC" && modelName != OwnModelName && outline.AlgorithmName is { Length: > 0 } own
        && segment.AlgorithmName == own);

    /// <summary>The same, as far as it can be told without the outline.</summary>
    public static bool MayBeOfAPerson(EditedSegment segment, string modelName) =>
        segment.AlgorithmType is "SEMIAUTOMATIC" or "MANUAL" || (segment.AlgorithmType == "AUTOMATIC" && modelName != OwnModelName);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
