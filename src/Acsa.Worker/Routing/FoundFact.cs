namespace Acsa.Worker.Routing;

/// <summary>A finding as rules see it.</summary>
sealed record FoundFact(string? Structure, string? Side, string Status);
