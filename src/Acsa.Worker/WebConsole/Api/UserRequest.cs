namespace Acsa.Worker.WebConsole.Api;

/// <summary>A user's role and password.</summary>
/// <param name="Password">Null = as it is, or for a new user none: the reverse proxy signs him in.</param>
sealed record UserRequest(string Role, string? Password);
