namespace Acsa.Dicom.Imaging;

/// <summary>What a data set may claim of its pixels before anything is allocated for them.</summary>
internal static class ImagingLimits
{
    /// <summary>
    /// Pixels in one frame: above the largest mammogram (5928 × 4728), far above any ultrasound frame; an RGB frame stays under 128 MiB.
    /// </summary>
    public const int MaxPixelsPerFrame = 40_000_000;

    /// <summary>Bytes in one decoded frame: the pixels above, three samples of one byte each, or 16-bit grey.</summary>
    public const int MaxBytesPerFrame = 3 * MaxPixelsPerFrame;

    /// <summary>Frames in one object: half an hour of cine at 30 frames a second has 54 000.</summary>
    public const int MaxFrames = 65_536;

    /// <summary>Bytes of one compressed frame. A compressed frame larger than the largest decoded one is damaged.</summary>
    public const int MaxCompressedFrameBytes = 2 * MaxBytesPerFrame;

    /// <summary>Entries of a palette: the descriptor's 16 bits, 0 meaning 65536 (PS3.3 C.7.6.3.1.5).</summary>
    public const int MaxPaletteEntries = 65_536;
}
