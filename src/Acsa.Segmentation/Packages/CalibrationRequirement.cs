namespace Acsa.Segmentation;

/// <summary>What calibration an image needs for this model's masks to be measured.</summary>
public enum CalibrationRequirement
{
    /// <summary>None: the model gives no area.</summary>
    None,

    /// <summary>A pixel size on both axes.</summary>
    Area,
}
