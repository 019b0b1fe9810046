namespace Acsa.Imaging;

/// <summary>A LabelMe file that cannot be read; the message names the key, its value and what was expected.</summary>
public sealed class LabelMeException(string message, Exception? inner = null) : FormatException(message, inner);
