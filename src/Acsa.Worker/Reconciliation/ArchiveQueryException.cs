namespace Acsa.Worker.Reconciliation;

/// <summary>An archive could not be asked, or did not answer to the end: nothing can be said of what it holds.</summary>
sealed class ArchiveQueryException(string message, Exception? inner = null) : IOException(message, inner);
