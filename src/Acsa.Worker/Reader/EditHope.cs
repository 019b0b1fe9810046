using Acsa.Imaging;
using Acsa.Reporting;

namespace Acsa.Worker.Reader;

/// <summary>Whether a Segmentation may turn out to be an edit of this node's outlines although their image is not here: only such ones wait
/// for it.</summary>
static class EditHope
{
    // More images than a reader edits in one object are not looked up one by one.
    const int MostImages = 20;
    const int MostOfAKind = 4;

    static readonly Laterality[] Sides = [Laterality.Unknown, Laterality.Left, Laterality.Right];

    /// <summary>Whether a person made a segment with a label or a Tracking UID that this node would give.</summary>
    public static bool IsFor(SegmentationObject edited, StructureTable structures)
    {
        var persons = edited.Segments.Where(segment => OutlineMatcher.MayBeOfAPerson(segment, edited.ModelName)).ToList();
        if (persons.Count == 0) return false;
        string?[] keys = [null, .. structures.Structures.Select(structure => structure.Key)];
        var labels = keys.SelectMany(key => Sides.Select(side => TrackingIdentity.LabelOf(key, side, structures)))
            .ToHashSet(StringComparer.Ordinal);
        if (persons.Exists(segment => labels.Contains(segment.Label))) return true;
        var tracked = persons.Select(segment => segment.TrackingUid).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return tracked.Count > 0
            && edited.Frames.Select(frame => frame.SourceUid).Distinct().Take(MostImages).Any(uid => keys.Any(key => Sides.Any(side =>
            Enumerable.Range(0, MostOfAKind)
                .Any(ordinal => tracked.Contains(TrackingIdentity.Of(edited.StudyInstanceUid, uid, key, side, ordinal))))));
    }
}
