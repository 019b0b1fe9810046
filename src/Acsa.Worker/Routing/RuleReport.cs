namespace Acsa.Worker.Routing;

/// <summary>How a rule did.</summary>
/// <param name="Matches">Null = cannot be told before the analysis.</param>
/// <param name="Decides">Its effects that count, as no rule before it had stated them.</param>
sealed record RuleReport(string Rule, bool? Matches, IReadOnlyList<ConditionReport> Conditions, IReadOnlyList<string> Decides);
