namespace Acsa.Worker.Routing;

/// <summary>How a condition did.</summary>
/// <param name="Condition">In words, with what was asked for.</param>
/// <param name="IsMet">Null = cannot be told yet.</param>
/// <param name="Found">What was found instead.</param>
sealed record ConditionReport(string Condition, bool? IsMet, string Found);
