namespace Acsa.Worker.WebConsole.Api;

/// <summary>Where results are to be sent again.</summary>
/// <param name="Destination">Null = to every configured one.</param>
sealed record ResendRequest(string? Destination);
