namespace Acsa.Worker.Results;

/// <summary>Which model made the mask.</summary>
sealed record ModelEntry(string Id, string Version, string Sha256);
