using System.Globalization;
using Acsa.Imaging;
using Acsa.Worker.Segments;

namespace Acsa.Worker.Evaluation;

/// <summary>Reads the masks of a DICOM Segmentation, binary or a label map (PS3.3 C.8.20), of this node or of others.</summary>
static class SegmentationFile
{
    /// <summary>
    /// Null for another kind of object; throws <see cref="InvalidDataException"/> naming attribute, value and what was expected.
    /// </summary>
    public static IReadOnlyList<MaskCase>? Read(string file)
    {
        var data = DicomFile.Open(file, FileReadOption.ReadAll).Dataset;
        if (!SegmentationClass.Is(data.GetSingleValueOrDefault(DicomTag.SOPClassUID, ""))) return null;
        var type = data.GetSingleValueOrDefault(DicomTag.SegmentationType, "");
        if (type is not ("BINARY" or "LABELMAP"))
            throw new InvalidDataException($"Segmentation Type (0062,0001): {type}; expected: BINARY or LABELMAP.");
        var (rows, columns) = (data.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0),
            data.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0));
        var count = data.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 0);
        var groups = Items(data, DicomTag.PerFrameFunctionalGroupsSequence);
        if (rows == 0 || columns == 0 || count < 1 || (long)rows * columns > Limits.SegmentationPixels)
            throw new InvalidDataException(Text(
                $"{columns}×{rows} pixels in {count} frames; expected: one frame at least, of at most {Limits.SegmentationPixels} pixels."));
        CheckSize(rows, columns, count);
        if (groups.Count != count)
            throw new InvalidDataException(
                Text($"Number of Frames (0028,0008): {count}; expected: {groups.Count}, as the per-frame groups."));
        var segments = SegmentsOf(data);
        var shared = Items(data, DicomTag.SharedFunctionalGroupsSequence).FirstOrDefault();
        var (image, _) = MaskNames.OfFile(file);
        var masks = type == "LABELMAP" ? OfLabels(data, columns, rows, count, segments.Keys)
            : OfBits(SegmentBits.Open(data, columns, rows, count), groups, shared);
        return [.. masks.Select(one =>
        {
            var group = groups[one.Frame];
            var source = First(First(group, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence)
                ?? First(First(shared, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence);
            if (!segments.TryGetValue(one.Segment, out var segment))
                throw new InvalidDataException(
                    Text($"frame {one.Frame + 1}: Referenced Segment Number (0062,000B): {one.Segment}; expected: a segment's."));
            var size = SizeOf(First(group, DicomTag.PixelMeasuresSequence) ?? First(shared, DicomTag.PixelMeasuresSequence));
            return new MaskCase(
                image, Uid(source), source is null ? one.Frame + 1 : FrameOf(source), StructureOf(segment), one.Mask, size, file)
            {
                Laterality = SideOf(segment), StatedSize = size,
                Orientation = OrientationOf(
                    First(group, DicomTag.PlaneOrientationSequence) ?? First(shared, DicomTag.PlaneOrientationSequence)),
            };
        })];
    }

    static IEnumerable<(int Frame, int Segment, Mask Mask)> OfBits(
        SegmentBits bits, IEnumerable<DicomDataset> groups, DicomDataset? shared) => groups.Select((group, index) => (index,
            (int)((First(group, DicomTag.SegmentIdentificationSequence) ?? First(shared, DicomTag.SegmentIdentificationSequence))
                ?.GetSingleValueOrDefault<ushort>(DicomTag.ReferencedSegmentNumber, 0) ?? 0), bits[index]));

    // A frame may show some of the segments only, and some programs write frames that nobody looked at: what has no pixel on a frame was
    // not drawn there, as binary segments are left out. Only where nothing at all was drawn is that what the object says of its frames.
    static List<(int Frame, int Segment, Mask Mask)> OfLabels(
        DicomDataset data, int columns, int rows, int count, IEnumerable<int> described)
    {
        var background = LabelFrames.BackgroundOf(data);
        var segments = described.Where(number => number != background).ToList();
        if (segments.Count == 0)
            throw new InvalidDataException("Segment Sequence (0062,0002): no item but the background; expected: a segment.");
        var labels = LabelFrames.Open(data, columns, rows, count, [background, .. segments]);
        var masks = new List<(int, int, Mask)>();
        for (var index = 0; index < count; index++)
        {
            var frame = labels[index];
            var drawn = segments.Where(frame.Numbers.Contains).ToList();
            CheckSize(rows, columns, masks.Count + drawn.Count);
            masks.AddRange(drawn.Select(number => (index, number, frame.MaskOf(number))));
        }

        if (masks.Count > 0) return masks;
        CheckSize(rows, columns, (long)count * segments.Count);
        return [.. from index in Enumerable.Range(0, count) from number in segments select (index, number, new Mask(columns, rows))];
    }

    static Dictionary<int, DicomDataset> SegmentsOf(DicomDataset data)
    {
        var segments = new Dictionary<int, DicomDataset>();
        foreach (var item in Items(data, DicomTag.SegmentSequence))
        {
            var number = item.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0);
            if (!segments.TryAdd(number, item))
                throw new InvalidDataException(Text($"Segment Number (0062,0004): {number} in two items; expected: each segment once."));
        }

        return segments.Count > 0 ? segments
            : throw new InvalidDataException("Segment Sequence (0062,0002): no items; expected: one at least.");
    }

    static void CheckSize(int rows, int columns, long masks)
    {
        if ((long)rows * columns * masks > Limits.EvaluatedPixels)
            throw new InvalidDataException(
                Text($"{masks} masks of {columns}×{rows} pixels; expected: at most {Limits.EvaluatedPixels} pixels in all."));
    }

    // "Rectus femoris, right": the node's own labels carry the side after a comma.
    static string StructureOf(DicomDataset segment)
    {
        var label = segment.GetSingleValueOrDefault(DicomTag.SegmentLabel, "").Split(',')[0];
        if (MaskNames.OfLabel(label) is var named && MaskNames.IsKnown(named)) return named;
        var type = First(segment, DicomTag.SegmentedPropertyTypeCodeSequence);
        var (value, scheme) = (type?.GetSingleValueOrDefault(DicomTag.CodeValue, ""),
            type?.GetSingleValueOrDefault(DicomTag.CodingSchemeDesignator, ""));
        var coded = StructureTable.BuiltIn.Structures.Where(structure => structure.Code.Value == value
            && structure.Code.Scheme == scheme).ToList();
        return coded.Count == 1 ? coded[0].Key : label;
    }

    static string? SideOf(DicomDataset segment) => segment.GetSingleValueOrDefault(DicomTag.SegmentLabel, "").Split(',') is [_, var side]
        && side.Trim() is ("left" or "right") and var name ? name : null;

    static string? Uid(DicomDataset? source) =>
        source?.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "") is { Length: > 0 } uid ? uid : null;

    // Of several frames that it was made from, none is the one that it lies on.
    static int FrameOf(DicomDataset source) =>
        source.TryGetValues<int>(DicomTag.ReferencedFrameNumber, out var numbers) && numbers.Length > 1
            ? throw new InvalidDataException(
                Text($"Referenced Frame Number (0008,1160): {string.Join('\\', numbers.Take(8))}; expected: one frame."))
            : source.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, 1);

    // Pixel Spacing: between rows first, in mm. Exactly one millimetre is what programs write who do not know the size.
    static PixelSize? SizeOf(DicomDataset? measures) =>
        measures is not null && measures.TryGetValues<double>(DicomTag.PixelSpacing, out var mm) && mm is [> 0 and var row,
            > 0 and var column]
            && double.IsFinite(row) && double.IsFinite(column) && !(row == 1 && column == 1) ? new(column / 10, row / 10) : null;

    static double[]? OrientationOf(DicomDataset? plane) =>
        plane is null || !plane.TryGetValues<double>(DicomTag.ImageOrientationPatient, out var cosines) || cosines.Length == 0 ? null
            : cosines.Length == 6 ? cosines
            : throw new InvalidDataException(
                Text($"Image Orientation (Patient) (0020,0037): {cosines.Length} values; expected: 6."));

    static DicomDataset? First(DicomDataset? data, DicomTag tag) => data is null ? null : Items(data, tag).FirstOrDefault();

    static IList<DicomDataset> Items(DicomDataset data, DicomTag tag) => data.TryGetSequence(tag, out var sequence) ? sequence.Items : [];

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
