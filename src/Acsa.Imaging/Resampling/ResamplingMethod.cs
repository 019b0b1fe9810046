namespace Acsa.Imaging;

/// <summary>How values between two pixel grids are made. Each axis is treated by itself.</summary>
public enum ResamplingMethod
{
    /// <summary>Area average where an axis shrinks, bilinear where it grows, a copy where it stays: for images.</summary>
    AreaOrBilinear,

    /// <summary>Bilinear sampling on both axes, also when shrinking: for probabilities, which are smooth already.</summary>
    Bilinear,
}
