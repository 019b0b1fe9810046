namespace Acsa.Imaging;

/// <summary>A NIfTI file that cannot be read; the message names the header's field, its value and what was expected.</summary>
public sealed class NiftiFormatException(string message, Exception? inner = null) : FormatException(message, inner);
