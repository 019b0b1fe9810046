using Acsa.Imaging;
using Acsa.Reporting;
using Acsa.Worker.Results;

namespace Acsa.Worker.Reader;

/// <summary>What the node outlined in an image: its entries, and its Segmentations as far as they are held.</summary>
sealed class OwnOutlines
{
    readonly IReadOnlyList<SegmentationObject> _held;

    OwnOutlines(IReadOnlyList<SegmentationObject> held, IReadOnlyList<TrackedOutline> outlines) => (_held, Outlines) = (held, outlines);

    public IReadOnlyList<TrackedOutline> Outlines { get; }

    /// <param name="entries">Of the image, in the order of its findings.</param>
    /// <param name="held">Its Segmentations, the newest first.</param>
    public static OwnOutlines Of(string studyUid, string sourceUid, IReadOnlyList<ResultEntry> entries,
        IReadOnlyList<SegmentationObject> held)
    {
        // The same ordinals as when the segments were written: among the findings of a frame that have an outline.
        var numbered = entries.Where(HasOutline).GroupBy(entry => (entry.Frame, entry.Structure, entry.Laterality))
            .SelectMany(same => same.Select((entry, ordinal) => (Entry: entry, Ordinal: ordinal)))
            .GroupBy(one => (one.Entry.Structure, one.Entry.Laterality, one.Ordinal));
        var segments = held.SelectMany(one => one.Segments).ToList();
        return new(held, [.. numbered.Select(group =>
        {
            var side = ResultEntry.LateralityOf(group.Key.Laterality);
            var uid = TrackingIdentity.Of(studyUid, sourceUid, group.Key.Structure, side, group.Key.Ordinal);
            var segment = segments.Find(one => one.TrackingUid == uid);
            return new TrackedOutline(uid, group.Key.Structure, side, segment?.Label, segment?.AlgorithmName,
                [.. group.Select(one => one.Entry)]);
        })]);
    }

    /// <summary>Whether an entry is of an outline: one that was measured, or that a reader took away and may draw again.</summary>
    public static bool HasOutline(ResultEntry entry) => entry.Echogenicity is not null || entry.AreaCm2 is not null || entry.IsEdited;

    /// <summary>The outline as it stands; null when it is not held, an empty mask when it is empty.</summary>
    public Mask? Last(TrackedOutline outline, int frame)
    {
        // Of an image in which nothing is outlined any more no Segmentation is written: the newest one is older than that.
        if (_held.Count > 0 && outline.Entries.Any(entry => entry.Frame == frame
            && entry is { IsEdited: true, Echogenicity: null, AreaCm2: null }))
            return new(_held[0].Width, _held[0].Height);
        return _held.Count == 0 ? null : MaskOf(_held[0], outline, frame);
    }

    /// <summary>The outline as the model had it; null when that is not held, or the model had none there.</summary>
    public Mask? OfModel(TrackedOutline outline, int frame) =>
        Models.FirstOrDefault() is { } newest && MaskOf(newest, outline, frame) is var mask && mask.CountInside() > 0 ? mask : null;

    /// <summary>Whether an outline is what any model drew there, this one or one that it replaced: a reader who returns it has not drawn
    /// it.</summary>
    public bool IsOfAModel(TrackedOutline outline, int frame, Mask mask) =>
        mask.CountInside() > 0 && Models.Any(held => MaskOf(held, outline, frame).HasSamePixels(mask));

    /// <summary>Whether a person changed the outline that stands.</summary>
    public bool IsEdited(TrackedOutline outline) =>
        _held.Count > 0 && _held[0]
            .Segments.Any(segment => segment.TrackingUid == outline.TrackingUid && segment.AlgorithmType != "AUTOMATIC");

    IEnumerable<SegmentationObject> Models => _held.Where(one => one.Segments.All(segment => segment.AlgorithmType == "AUTOMATIC"));

    static Mask MaskOf(SegmentationObject held, TrackedOutline outline, int frame)
    {
        var number = held.Segments.FirstOrDefault(segment => segment.TrackingUid == outline.TrackingUid)?.Number;
        var found = held.Frames.FirstOrDefault(one => one.SegmentNumber == number && (one.SourceFrame ?? 1) == frame);
        return found is null ? new(held.Width, held.Height) : held.MaskOf(found);
    }
}
