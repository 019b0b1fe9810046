namespace Acsa.Imaging;

/// <summary>PNG 6.1, colour types and values.</summary>
internal enum PngColourType : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
