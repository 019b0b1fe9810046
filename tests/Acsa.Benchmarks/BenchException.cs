namespace Acsa.Benchmarks;

/// <summary>A measurement that cannot be made or does not count; the message says which and why.</summary>
sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
