using System.Globalization;
using Acsa.Imaging;
using Acsa.Worker.Reader;

namespace Acsa.Worker.Evaluation;

/// <summary>Reads the masks of a DICOM Segmentation with binary segments (PS3.3 C.8.20), of this node or of others.</summary>
static class SegmentationFile
{
    /// <summary>
    /// Null for another kind of object; throws <see cref="InvalidDataException"/> naming attribute, value and what was expected.
    /// </summary>
    public static IReadOnlyList<MaskCase>? Read(string file)
    {
        var data = DicomFile.Open(file, FileReadOption.ReadAll).Dataset;
        if (data.GetSingleValueOrDefault(DicomTag.SOPClassUID, "") != DicomUID.SegmentationStorage.UID) return null;
        var type = data.GetSingleValueOrDefault(DicomTag.SegmentationType, "");
        if (type != "BINARY") throw new InvalidDataException($"Segmentation Type (0062,0001): {type}; expected: BINARY.");
        var (rows, columns) = (data.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0),
            data.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0));
        var count = data.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 0);
        var groups = data.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var perFrame) ? perFrame.Items : [];
        if (rows == 0 || columns == 0 || count < 1 || (long)rows * columns * count > Limits.EvaluatedPixels)
            throw new InvalidDataException(
                Text($"{columns}×{rows} pixels in {count} frames; expected: at least one, and at most {Limits.EvaluatedPixels} pixels."));
        if (groups.Count != count)
            throw new InvalidDataException(
                Text($"Number of Frames (0028,0008): {count}; expected: {groups.Count}, as the per-frame groups."));
        var masks = SegmentBits.Open(data, columns, rows, count);

        var (image, _) = MaskNames.OfFile(file);
        var segments = data.TryGetSequence(DicomTag.SegmentSequence, out var items) ? items.Items : [];
        var shared = First(data, DicomTag.SharedFunctionalGroupsSequence);
        return [.. groups.Select((group, index) =>
        {
            var source = First(First(group, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence)
                ?? First(First(shared, DicomTag.DerivationImageSequence), DicomTag.SourceImageSequence);
            var number = (First(group, DicomTag.SegmentIdentificationSequence) ?? First(shared, DicomTag.SegmentIdentificationSequence))
                ?.GetSingleValueOrDefault<ushort>(DicomTag.ReferencedSegmentNumber, 0);
            var segment = segments.FirstOrDefault(item => item.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0) == number)
                ?? throw new InvalidDataException(
                    Text($"frame {index + 1}: Referenced Segment Number (0062,000B): {number}; expected: a segment's."));
            return new MaskCase(
                image, Uid(source), source?.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, 1) ?? index + 1, StructureOf(segment),
                masks[index], SizeOf(First(group, DicomTag.PixelMeasuresSequence)
                    ?? First(shared, DicomTag.PixelMeasuresSequence)), file)
            {
                Laterality = SideOf(segment),
            };
        })];
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

    // Pixel Spacing: between rows first, in mm.
    static PixelSize? SizeOf(DicomDataset? measures) =>
        measures is not null && measures.TryGetValues<double>(DicomTag.PixelSpacing, out var mm) && mm is [> 0 and var row,
            > 0 and var column]
            && double.IsFinite(row) && double.IsFinite(column) ? new(column / 10, row / 10) : null;

    static DicomDataset? First(DicomDataset? data, DicomTag tag) =>
        data is not null && data.TryGetSequence(tag, out var sequence) ? sequence.Items.FirstOrDefault() : null;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
