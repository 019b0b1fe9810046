namespace Acsa.Worker.Configuration;

/// <summary>Address of the web console.</summary>
sealed record ConsoleConfiguration(Uri Url);
