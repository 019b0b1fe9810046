namespace Acsa.Worker.Routing;

/// <summary>What rules are held against.</summary>
/// <param name="CallingAe">Null = not known.</param>
/// <param name="ValuesOf">The values of an attribute; empty when it is absent or cannot be read.</param>
/// <param name="Findings">Of the instance; null = not analysed yet.</param>
sealed record RoutingFacts(string? CallingAe, Func<DicomTag, IReadOnlyList<string>> ValuesOf, IReadOnlyList<FoundFact>? Findings);
