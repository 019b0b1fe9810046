namespace Acsa.Dicom.Imaging;

/// <summary>Pixel Representation (0028,0103): how stored samples are to be read.</summary>
public enum PixelRepresentation
{
    /// <summary>Unsigned integers.</summary>
    Unsigned = 0,

    /// <summary>Two's complement.</summary>
    Signed = 1,
}
