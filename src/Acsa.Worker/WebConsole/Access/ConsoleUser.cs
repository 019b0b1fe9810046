namespace Acsa.Worker.WebConsole.Access;

/// <summary>A user of the console.</summary>
/// <param name="Role">viewer, operator or administrator.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity writes it (PBKDF2); null = signed in by the reverse proxy alone.</param>
sealed record ConsoleUser(string Name, string Role, string? PasswordHash);
