namespace Acsa.Dicom.Imaging;

/// <summary>How the samples of a decoded frame came about.</summary>
public enum FramePath
{
    /// <summary>Grey of 8 bits, as stored.</summary>
    Grey,

    /// <summary>Grey of another depth, its whole range scaled to 0–255.</summary>
    GreyScaled,

    /// <summary>One-bit pixels as 0 and 255.</summary>
    SingleBit,

    /// <summary>Palette indices looked up.</summary>
    Palette,

    /// <summary>RGB, as stored or as the decoder gave it.</summary>
    Rgb,

    /// <summary>Luminance and colour differences turned into RGB, once.</summary>
    YbrToRgb,
}
