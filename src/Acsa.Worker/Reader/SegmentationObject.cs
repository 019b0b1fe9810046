using System.Globalization;
using Acsa.DicomScp;
using Acsa.Imaging;
using Acsa.Worker.Segments;

namespace Acsa.Worker.Reader;

/// <summary>A Segmentation as it came: nothing in it is believed yet.</summary>
sealed class SegmentationObject
{
    // A clip's frames times its structures; more is no person's work.
    const int MostFrames = 20_000;
    const int MostSegments = 1_000;

    readonly Func<EditedFrame, Mask> _masks;

    SegmentationObject(DicomDataset data, Func<EditedFrame, Mask> masks, int width, int height, IReadOnlyList<EditedSegment> segments,
        IReadOnlyList<EditedFrame> frames)
    {
        _masks = masks;
        (Width, Height, Segments, Frames) = (width, height, segments, frames);
        SopInstanceUid = data.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "");
        StudyInstanceUid = data.GetSingleValueOrDefault(DicomTag.StudyInstanceUID, "");
        PatientId = data.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim();
        ModelName = data.GetSingleValueOrDefault(DicomTag.ManufacturerModelName, "");
        CreatorName = data.GetSingleValueOrDefault(DicomTag.ContentCreatorName, "").Trim();
        OperatorsName = FirstName(data);
        Orientations = [.. Items(data, DicomTag.SharedFunctionalGroupsSequence)
            .Concat(Items(data, DicomTag.PerFrameFunctionalGroupsSequence))
            .Select(group => First(group, DicomTag.PlaneOrientationSequence)).OfType<DicomDataset>()
            .Select(plane => plane.TryGetValues<double>(DicomTag.ImageOrientationPatient, out var cosines) ? cosines : [])
                .Where(cosines => cosines.Length == 6)];
    }

    public string SopInstanceUid { get; }
    public string StudyInstanceUid { get; }
    public string PatientId { get; }
    public int Width { get; }
    public int Height { get; }

    /// <summary>Manufacturer's Model Name of whoever wrote it.</summary>
    public string ModelName { get; }

    /// <summary>Content Creator's Name (0070,0084); empty when nobody is named.</summary>
    public string CreatorName { get; }

    public string OperatorsName { get; }

    /// <summary>Image Orientation (Patient) (0020,0037) wherever it says one.</summary>
    public IReadOnlyList<double[]> Orientations { get; }

    public IReadOnlyList<EditedSegment> Segments { get; }

    public IReadOnlyList<EditedFrame> Frames { get; }

    /// <summary>The mask of a frame; throws <see cref="InvalidDataException"/>.</summary>
    public Mask MaskOf(EditedFrame frame) => _masks(frame);

    /// <summary>The first of Operators' Name (0008,1070); empty when nobody is named.</summary>
    public static string FirstName(DicomDataset data) =>
        data.TryGetString(DicomTag.OperatorsName, out var operators) ? operators.Split('\\')[0].Trim() : "";

    /// <summary>Reads one, or throws <see cref="InvalidDataException"/> naming attribute, value and what was expected.</summary>
    public static SegmentationObject Read(DicomDataset data)
    {
        var type = data.GetSingleValueOrDefault(DicomTag.SegmentationType, "");
        // A viewer that compresses writes what is inside or outside as FRACTIONAL; true fractions are found out pixel by pixel.
        if (type is not ("BINARY" or "FRACTIONAL" or "LABELMAP"))
            throw new InvalidDataException("Segmentation Type (0062,0001): expected: BINARY, FRACTIONAL or LABELMAP.");
        int width = data.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0),
            height = data.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0);
        var count = data.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        if (width == 0 || height == 0 || (long)width * height > Limits.SegmentationPixels || count is < 1 or > MostFrames)
            throw new InvalidDataException(
                Text($"{width}×{height} pixels in {count} frames; expected: 1 to {Limits.SegmentationPixels} pixels in 1 to {MostFrames} frames."));
        var groups = Items(data, DicomTag.PerFrameFunctionalGroupsSequence);
        if (groups.Count != count)
            throw new InvalidDataException(
                Text($"Number of Frames (0028,0008): {count}; expected: {groups.Count}, as the per-frame groups."));
        var items = Items(data, DicomTag.SegmentSequence);
        if (items.Count is 0 or > MostSegments)
            throw new InvalidDataException(Text($"Segment Sequence (0062,0002): {items.Count} items; expected: 1 to {MostSegments}."));
        var segments = items.Select(SegmentOf).ToList();
        if (segments.Select(segment => segment.Number).Distinct().Count() != segments.Count)
            throw new InvalidDataException("Segment Number (0062,0004): two segments have the same one.");
        var shared = Items(data, DicomTag.SharedFunctionalGroupsSequence).FirstOrDefault();
        var only = OnlyReference(data);
        var isMap = type == "LABELMAP";
        var background = isMap ? LabelFrames.BackgroundOf(data) : -1;
        var numbers = segments.Select(segment => segment.Number).Append(background).ToList();
        segments.RemoveAll(segment => segment.Number == background);
        if (isMap && (long)count * segments.Count > MostFrames)
            throw new InvalidDataException(Text($"{segments.Count} segments on {count} frames; expected: at most {MostFrames} together."));
        List<EditedFrame> frames = isMap
            ? [.. groups.SelectMany((group, index) =>
                segments.Select(segment => FrameOf(group, shared, only, index) with { SegmentNumber = segment.Number }))]
            : [.. groups.Select((group, index) => FrameOf(group, shared, only, index))];
        foreach (var frame in frames.Where(frame => !segments.Exists(segment => segment.Number == frame.SegmentNumber)))
            throw new InvalidDataException(
                Text($"frame {frame.Index + 1}: Referenced Segment Number (0062,000B): {frame.SegmentNumber}; expected: a segment's."));
        if (frames.GroupBy(frame => (frame.SegmentNumber, frame.SourceUid, frame.SourceFrame)).Any(same => same.Count() > 1))
            throw new InvalidDataException("Two frames show the same segment on the same frame of the same image; expected: one.");
        return new(data, isMap ? MasksOf(LabelFrames.Open(data, width, height, count, numbers))
            : MasksOf(SegmentBits.Open(data, width, height, count)),
            width, height, segments, frames);
    }

    static Func<EditedFrame, Mask> MasksOf(LabelFrames labels) => frame => labels[frame.Index].MaskOf(frame.SegmentNumber);

    static Func<EditedFrame, Mask> MasksOf(SegmentBits bits) => frame => bits[frame.Index];

    static EditedSegment SegmentOf(DicomDataset item) => new(
        item.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0),
        item.GetSingleValueOrDefault(DicomTag.SegmentLabel, "").Trim(),
        item.GetSingleValueOrDefault(DicomTag.TrackingUID, "") is { Length: > 0 } uid ? uid : null,
        item.GetSingleValueOrDefault(DicomTag.SegmentAlgorithmType, ""),
        item.GetSingleValueOrDefault(DicomTag.SegmentAlgorithmName, "").Trim());

    static EditedFrame FrameOf(DicomDataset group, DicomDataset? shared, string? only, int index)
    {
        var source = First(First(group, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence)
            ?? First(First(shared, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence);
        var uid = source?.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "") is { Length: > 0 } named ? named : only
            ?? throw new InvalidDataException(
                Text($"frame {index + 1}: no Source Image Sequence (0008,2112); expected: the image that it lies on."));
        // The ledger is asked for it; what a database does not take would fail there, time and again.
        if (!InstanceHeader.IsUid(uid))
            throw new InvalidDataException(
                Text($"frame {index + 1}: Referenced SOP Instance UID (0008,1155) is not a UID; expected: the image that it lies on."));
        var identification = First(group, DicomTag.SegmentIdentificationSequence) ?? First(shared, DicomTag.SegmentIdentificationSequence);
        return new(index, identification?.GetSingleValueOrDefault<ushort>(DicomTag.ReferencedSegmentNumber, 0) ?? 0, uid,
            source?.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, 0) is > 0 and var number ? number : null);
    }

    // Where frames do not name their image, the one that the whole object names will do; of several, none.
    static string? OnlyReference(DicomDataset data)
    {
        var uids = Items(data, DicomTag.ReferencedSeriesSequence).SelectMany(series => Items(series, DicomTag.ReferencedInstanceSequence))
            .Select(item => item.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "")).Distinct().Take(2).ToList();
        return uids is [{ Length: > 0 } only] ? only : null;
    }

    static DicomDataset? First(DicomDataset? data, DicomTag tag) => data is null ? null : Items(data, tag).FirstOrDefault();

    static IList<DicomDataset> Items(DicomDataset data, DicomTag tag) => data.TryGetSequence(tag, out var sequence) ? sequence.Items : [];

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
