namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>What a JPEG stream says of its own colour space.</summary>
internal enum JpegColourSpace
{
    /// <summary>One component.</summary>
    Grey,

    /// <summary>Three components, and neither marker, component identifiers nor sampling tell which.</summary>
    Unstated,

    /// <summary>Three components without a colour transform.</summary>
    Rgb,

    /// <summary>Luminance and two colour differences, full range (PS3.3 C.7.6.3.1.2 YBR_FULL; JFIF's YCbCr).</summary>
    YCbCr,
}
