namespace Acsa.Imaging;

/// <summary>A PNG file that breaks the PNG specification, or goes beyond <see cref="Limits"/>.</summary>
public sealed class PngFormatException(string message, Exception? inner = null) : FormatException(message, inner);
