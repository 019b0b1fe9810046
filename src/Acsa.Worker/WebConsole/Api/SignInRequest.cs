namespace Acsa.Worker.WebConsole.Api;

/// <summary>A user and a password.</summary>
sealed record SignInRequest(string Name, string Password);
