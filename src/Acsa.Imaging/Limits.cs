namespace Acsa.Imaging;

/// <summary>What this project accepts at most from a file. Each is compared before anything is allocated.</summary>
public static class Limits
{
    /// <summary>Bytes of one PNG file: an uncompressed colour image of <see cref="PngMaxPixels"/> stays below it.</summary>
    public const int PngMaxFileBytes = 256 * 1024 * 1024;

    /// <summary>Width or height of a PNG image; the widest panoramic sweep on the market stays under 8000.</summary>
    public const int PngMaxSide = 32768;

    /// <summary>Pixels of a PNG image: 64 Mi, 192 MiB as colour.</summary>
    public const int PngMaxPixels = 64 * 1024 * 1024;

    /// <summary>Bytes that one byte of deflate data can become at most (1032, from its 258-byte matches at 2 bits). A header
    /// that promises more than the file's data could ever hold is refused without allocating the image.</summary>
    public const int DeflateMaxRatio = 1032;

    /// <summary>Side of a structuring element in a clean-up step: a fifth of a large image.</summary>
    public const int CleaningSide = 201;

    /// <summary>How often a clean-up step is repeated.</summary>
    public const int CleaningRepeats = 100;

    /// <summary>Pixels of a piece or hole in a clean-up step: no image has more.</summary>
    public const int CleaningPixels = 1 << 28;

    /// <summary>Voxels of a NIfTI label map: a volume of 256 × 256 × 256, 128 MiB as numbers.</summary>
    public const int NiftiMaxVoxels = 16 * 1024 * 1024;

    /// <summary>Bytes before the first voxel of a NIfTI file: header extensions hold texts.</summary>
    public const int NiftiMaxOffset = 16 * 1024 * 1024;

    /// <summary>Bytes of a LabelMe file: its picture, as base64, is in it.</summary>
    public const int LabelMeMaxFileBytes = 128 * 1024 * 1024;

    /// <summary>Points of all shapes of a LabelMe file; a hand sets a few hundred.</summary>
    public const int LabelMeMaxPoints = 1_000_000;
}
