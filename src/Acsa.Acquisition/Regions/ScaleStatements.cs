namespace Acsa.Acquisition;

/// <summary>Everything an instance states about the size of its pixels.</summary>
/// <param name="ImageWidth">Columns (0028,0011).</param>
/// <param name="ImageHeight">Rows (0028,0010).</param>
/// <param name="Regions">The ultrasound regions in their order; empty when there are none.</param>
/// <param name="PixelSpacing">Null when not stated or not a pair of positive numbers.</param>
/// <param name="Problems">What could not be read, each naming tag and value, for the log and the study's notes.</param>
public sealed partial record ScaleStatements(
    int ImageWidth,
    int ImageHeight,
    IReadOnlyList<UltrasoundRegion> Regions,
    StatedPixelSpacing? PixelSpacing,
    IReadOnlyList<string> Problems)
{
    /// <summary>Height of a pixel over its width, from Pixel Aspect Ratio (0028,0034); null when not stated.</summary>
    public double? PixelAspect { get; init; }

    /// <summary>Image Type (0008,0008) says SECONDARY: made after the examination (PS3.3 C.7.6.1.1.2).</summary>
    public bool IsSecondary { get; init; }

    /// <summary>Derivation Description (0008,2111) says that size or cut of the picture were changed.</summary>
    public bool IsResized { get; init; }

    /// <summary>Depth of Scan Field (0018,5050), mm; null when not stated or not positive.</summary>
    public double? DepthMm { get; init; }
}
