namespace Acsa.Worker.Routing;

/// <summary>An attribute at the root of the data set, one of whose values has to match one of the patterns.</summary>
/// <param name="Written">As the configuration names it.</param>
sealed record TagCondition(string Written, DicomTag Tag, IReadOnlyList<string> Patterns);
