using Acsa.Acquisition;
using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>What an image that lies among masks states of its pixel grid.</summary>
/// <param name="Orientations">Image Orientation (Patient) wherever it states one; empty where it does nowhere.</param>
/// <param name="Sizes">Each size of a pixel that it states, of all its pictures; empty where it states none.</param>
sealed record ImagePlane(string SopInstanceUid, IReadOnlyList<double[]> Orientations, IReadOnlyList<PixelSize> Sizes)
{
    /// <summary>Null for an object without pixels of its own.</summary>
    public static ImagePlane? Read(string file)
    {
        var data = DicomFile.Open(file, FileReadOption.SkipLargeTags).Dataset;
        if (data.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "") is not { Length: > 0 } uid
            || data.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0) == 0) return null;
        var scale = ScaleStatements.Read(data);
        var sizes = scale.Regions.Select(region => region.PixelSize(out _)).OfType<PixelSize>().ToList();
        if (scale.PixelSpacing is { } spacing) sizes.Add(new(spacing.ColumnMm / 10, spacing.RowMm / 10));
        var groups = Items(data, DicomTag.SharedFunctionalGroupsSequence).Concat(Items(data, DicomTag.PerFrameFunctionalGroupsSequence))
            .ToList();
        return new(uid,
            [.. groups.SelectMany(group => Items(group, DicomTag.PlaneOrientationSequence)).Append(data).Select(OrientationOf)
                .OfType<double[]>()],
            // Frames with groups of their own may each have another.
            groups.Count > 0 ? [] : sizes);
    }

    static double[]? OrientationOf(DicomDataset data) =>
        data.TryGetValues<double>(DicomTag.ImageOrientationPatient, out var cosines) && cosines.Length == 6 ? cosines : null;

    static IList<DicomDataset> Items(DicomDataset data, DicomTag tag) => data.TryGetSequence(tag, out var sequence) ? sequence.Items : [];
}
