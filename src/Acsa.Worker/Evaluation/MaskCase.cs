using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>One mask of a folder, and what its files say of it.</summary>
/// <param name="Image">The image's name: the file's without extensions and endings such as "-mask".</param>
/// <param name="SopInstanceUid">Of the image; null where the format does not say.</param>
/// <param name="Frame">1-based frame or slice.</param>
/// <param name="Structure">Key of structures.json, or the label as the file has it; null where the format names nothing.</param>
/// <param name="PixelSize">As stated beside the mask; null where nothing states it.</param>
/// <param name="File">For messages.</param>
sealed record MaskCase(string Image, string? SopInstanceUid, int Frame, string? Structure, Mask Mask, PixelSize? PixelSize, string File)
{
    public string? Laterality { get; init; }

    /// <summary>Of results.json: measured, review or refused; null for a mask of other origin.</summary>
    public string? Status { get; init; }

    public int? Grade { get; init; }

    /// <summary>Image Orientation (Patient), six cosines, where a Segmentation states it; null otherwise.</summary>
    public IReadOnlyList<double>? Orientation { get; init; }

    /// <summary>The size of its pixels where a Segmentation itself states it; null otherwise.</summary>
    public PixelSize? StatedSize { get; init; }

    /// <summary>The area as measured or known, where it is more than the pixels' count says; null otherwise.</summary>
    public double? StatedAreaCm2 { get; init; }

    public string Name => Frame == 1 ? Image : FormattableString.Invariant($"{Image} frame {Frame}");
}
