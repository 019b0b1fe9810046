namespace Acsa.Segmentation;

/// <summary>Which part of the image the model sees.</summary>
public enum CropRule
{
    /// <summary>The analysis area: the box of the calibrated 2D ultrasound region.</summary>
    UltrasoundRegion,

    /// <summary>The whole image; masks are cut to the analysis area afterwards.</summary>
    None,
}
