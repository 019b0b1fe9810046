namespace Acsa.Dicom.Imaging;

/// <summary>Planar Configuration (0028,0006): the order of samples when a pixel has several.</summary>
public enum PlanarConfiguration
{
    /// <summary>Colour by pixel: R1, G1, B1, R2, G2, B2…</summary>
    Interleaved = 0,

    /// <summary>Colour by plane: R1, R2… G1, G2… B1, B2…</summary>
    Planar = 1,
}
