namespace Acsa.Worker.WebConsole.Views;

/// <summary>What a C-ECHO to a destination came to.</summary>
/// <param name="Failure">In words; null when it answered well.</param>
sealed record EchoResult(string Destination, DateTimeOffset At, bool Success, double Seconds, string? Failure);
