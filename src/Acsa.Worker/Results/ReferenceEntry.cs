namespace Acsa.Worker.Results;

/// <summary>The reference table that a z-score comes from.</summary>
sealed record ReferenceEntry(string Id, string Version, string Population, string Authority, double ExpectedMean, double Sd);
