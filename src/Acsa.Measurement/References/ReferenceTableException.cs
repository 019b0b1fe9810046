namespace Acsa.Measurement;

/// <summary>A reference table that cannot be used; the message names file, key, value and what was expected.</summary>
public sealed class ReferenceTableException(string message, Exception? inner = null) : FormatException(message, inner);
