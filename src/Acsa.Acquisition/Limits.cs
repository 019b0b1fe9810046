namespace Acsa.Acquisition;

/// <summary>What is compared before anything is believed or allocated, each with its reason.</summary>
internal static class Limits
{
    /// <summary>Scanners write up to about ten regions; more are not read.</summary>
    public const int MaxRegions = 64;

    /// <summary>A still or frame larger than this is no ultrasound picture (the widest panoramas are near 4000 pixels).</summary>
    public const int MaxImageSide = 16384;

    /// <summary>Pixels of one frame: keeps a decoded frame (grey, colour and mask) under 400 MB.</summary>
    public const long MaxFramePixels = 64L * 1024 * 1024;

    /// <summary>Frames of one clip: an hour at 100 frames per second.</summary>
    public const int MaxFrames = 360_000;

    /// <summary>Characters of one descriptive text that are searched for names.</summary>
    public const int MaxTextLength = 1024;

    /// <summary>Items of a code sequence that are read.</summary>
    public const int MaxCodeItems = 16;

    /// <summary>
    /// A region may stand out of the image by this share of the image's side, or <see cref="RegionOverhangPixels"/>, and is clipped.
    /// </summary>
    public const double RegionOverhangShare = 0.01;

    /// <summary>See <see cref="RegionOverhangShare"/>: scanners write bounds that are off by one or two pixels.</summary>
    public const int RegionOverhangPixels = 2;

    /// <summary>Smallest believable pixel, mm: a 50 MHz probe resolves about 0.03 mm.</summary>
    public const double MinPixelMm = 0.01;

    /// <summary>Largest believable pixel, mm.</summary>
    public const double MaxPixelMm = 1.0;

    /// <summary>Two regions state the same scale when their pixel sizes differ by at most this share.</summary>
    public const double ScaleAgreement = 0.001;

    /// <summary>Region and Pixel Spacing contradict each other when they differ by more than this share.</summary>
    public const double SourceAgreement = 0.01;

    /// <summary>Grey levels up to this are background of a scanner's screen or noise of compression, not tissue.</summary>
    public const int DarkLevel = 8;

    /// <summary>
    /// Part of a region's border that has to be lit on both sides before it is asked whether the picture goes on there. Simulated
    /// pictures stay under 0.1, resized ones were over 0.5.
    /// </summary>
    public const double ContinuedShare = 0.25;

    /// <summary>Correlation of the lines on both sides of the border from which they are one picture: over 0.94 in resized images.</summary>
    public const double ContinuedCorrelation = 0.9;

    /// <summary>Part of the pixels with bits above the high bit from which the stated depth is doubted: an overlay kept there has few.</summary>
    public const double OverflowShare = 0.01;

    /// <summary>Standard deviation, grey levels, under which a line is a plain background.</summary>
    public const double FlatDeviation = 2;
}
