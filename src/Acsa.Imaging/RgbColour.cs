namespace Acsa.Imaging;

/// <summary>An 8-bit sRGB colour.</summary>
public readonly record struct RgbColour(byte Red, byte Green, byte Blue);
