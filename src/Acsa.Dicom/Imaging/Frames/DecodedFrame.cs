namespace Acsa.Dicom.Imaging;

/// <summary>One frame ready for analysis: 8-bit grey, or RGB of 8 bits a sample.</summary>
public sealed class DecodedFrame
{
    /// <summary>Columns, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>True for three samples a pixel, interleaved red, green, blue; false for one.</summary>
    public required bool IsColour { get; init; }

    /// <summary>
    /// The samples row by row from the top left; exactly Width × Height × (1 or 3). An array of its own, the caller's to change.
    /// </summary>
    public required byte[] Samples { get; init; }

    /// <summary>How the samples came about.</summary>
    public required FramePath Path { get; init; }

    /// <summary>True where MONOCHROME1 was inverted, so that larger is brighter.</summary>
    public required bool IsInverted { get; init; }

    /// <summary>Photometric Interpretation (0028,0004) as stored.</summary>
    public required string Photometric { get; init; }

    /// <summary>The transfer syntax's name.</summary>
    public required string TransferSyntax { get; init; }

    /// <summary>
    /// True where the pixels were compressed with loss: by this transfer syntax or, by Lossy Image Compression (0028,2110), earlier.
    /// </summary>
    public required bool IsLossy { get; init; }
}
