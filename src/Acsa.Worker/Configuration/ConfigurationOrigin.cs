namespace Acsa.Worker.Configuration;

/// <summary>The file that a node's configuration comes from; null = none, and nothing can be changed.</summary>
sealed record ConfigurationOrigin(string? File);
