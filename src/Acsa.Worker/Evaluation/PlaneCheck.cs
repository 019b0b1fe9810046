using System.Globalization;
using Acsa.Imaging;
using Acsa.Worker.Segments;

namespace Acsa.Worker.Evaluation;

/// <summary>Whether two masks of equal rows and columns are on the same pixels, by what Segmentations state of theirs.</summary>
/// <param name="images">The images that lie among the masks.</param>
sealed class PlaneCheck(IEnumerable<ImagePlane> images)
{
    // Two statements of a scale that differ by more are not of one picture.
    const double ScaleTolerance = 0.01;

    readonly Dictionary<string, ImagePlane> _images = images.GroupBy(image => image.SopInstanceUid, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    /// <summary>Why they must not be laid over each other, as a sentence with file and what was expected; null for nothing.</summary>
    public string? Problem(MaskCase one, MaskCase other) =>
        Turned(one, other) ?? Turned(other, one) ?? Scaled(one, other) ?? Scaled(other, one);

    public static bool Agree(PixelSize one, PixelSize other) =>
        Math.Abs(one.XCm / other.XCm - 1) <= ScaleTolerance && Math.Abs(one.YCm / other.YCm - 1) <= ScaleTolerance;

    // What acsa analyze wrote beside its results.json lies on the image that it read.
    string? Turned(MaskCase one, MaskCase other)
    {
        if (one.Orientation is not { } stated || PlaneOrientation.IsUnturned(stated) || one.Status is not null
            || (other.Orientation is { } second && PlaneOrientation.AreSame(stated, second))) return null;
        var image = ImageOf(one, other);
        if (image?.Orientations.Any(own => PlaneOrientation.AreSame(stated, own)) == true) return null;
        var expected = image is null ? "that of its image, which lies in neither folder"
            : image.Orientations.Count == 0 ? "none, as its image"
            : $"{string.Join(" or ", image.Orientations.Select(PlaneOrientation.Words).Distinct())}, as its image";
        return $"{one.File}: {one.Name}: Image Orientation (Patient) (0020,0037): {PlaneOrientation.Words(stated)}; "
            + $"expected: 1\\0\\0\\0\\1\\0 or {expected}; it is not compared.";
    }

    // A Segmentation's spacing is that of its own pixels: of another one than its image's, they are other pixels. What results.json or
    // cases.csv says instead stands.
    string? Scaled(MaskCase one, MaskCase other)
    {
        if (one.StatedSize is not { } stated || one.PixelSize != stated || one.Status is not null) return null;
        IReadOnlyList<PixelSize> sizes = other.PixelSize is { } size ? [size] : [];
        var whose = other.File;
        if (ImageOf(one, other) is { Sizes.Count: > 0 } image) (sizes, whose) = (image.Sizes, "its image");
        return sizes.Count == 0 || sizes.Any(own => Agree(stated, own)) ? null
            : $"{one.File}: {one.Name} has pixels of {Words(stated)} cm; "
                + $"expected: {string.Join(" or ", sizes.Select(Words).Distinct())} cm, as {whose}; it is not compared.";
    }

    ImagePlane? ImageOf(MaskCase one, MaskCase other) =>
        (one.SopInstanceUid ?? other.SopInstanceUid) is { } uid ? _images.GetValueOrDefault(uid) : null;

    static string Words(PixelSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.XCm:G6}×{size.YCm:G6}");
}
