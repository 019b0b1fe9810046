namespace Acsa.Segmentation;

/// <summary>A model package that cannot be used; the message names file, place, what is there and what was expected.</summary>
public sealed class ModelPackageException(string message, Exception? inner = null) : Exception(message, inner);
