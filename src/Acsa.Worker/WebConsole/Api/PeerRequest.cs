namespace Acsa.Worker.WebConsole.Api;

/// <summary>A destination's address. What else the configuration says of it stays.</summary>
/// <param name="Send">Kinds of result; null = as it is, or all for a new one.</param>
/// <param name="Commitment">Null = as it is.</param>
sealed record PeerRequest(string AeTitle, string Host, int Port, IReadOnlyList<string>? Send, bool? Commitment);
