namespace Acsa.Worker.Commands;

/// <summary>The command was used in a way that cannot work; the message says how it can.</summary>
sealed class UsageException(string message) : Exception(message);
