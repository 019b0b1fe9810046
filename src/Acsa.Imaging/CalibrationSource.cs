namespace Acsa.Imaging;

/// <summary>What stated a pixel size.</summary>
public enum CalibrationSource
{
    /// <summary>An item of the Sequence of Ultrasound Regions (0018,6011).</summary>
    UltrasoundRegion,

    /// <summary>Pixel Spacing (0028,0030) with a stated calibration type.</summary>
    PixelSpacing,

    /// <summary>The ruler drawn in the picture, where a site allows it to stand in; always a matter for review.</summary>
    Ruler,
}
