namespace Acsa.Dicom.Imaging;

/// <summary>A colour of four 8-bit components.</summary>
public readonly record struct Color32
{
    /// <summary>Creates the colour from alpha, red, green and blue, each 0–255.</summary>
    public Color32(byte a, byte r, byte g, byte b) => (A, R, G, B) = (a, r, g, b);

    /// <summary>Alpha: 255 is opaque.</summary>
    public byte A { get; }

    /// <summary>Red.</summary>
    public byte R { get; }

    /// <summary>Green.</summary>
    public byte G { get; }

    /// <summary>Blue.</summary>
    public byte B { get; }

    /// <summary>The components as 0xAARRGGBB.</summary>
    public int Value => (A << 24) | (R << 16) | (G << 8) | B;
}
