using System.Globalization;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Health;

/// <summary>How the node is.</summary>
/// <param name="Problems">What is not as it should be, one sentence each; empty when all is well.</param>
sealed record HealthReport(IReadOnlyList<string> Problems)
{
    public static HealthReport Well { get; } = new([]);

    public bool IsWell => Problems.Count == 0;

    /// <summary>Compares the age of the oldest work of each stage with what is allowed, and the nodes with each other.</summary>
    /// <param name="nodes">That share the ledger.</param>
    public static HealthReport Judge(StageAges ages, HealthConfiguration limits, IReadOnlyList<NodeRow> nodes) => new([.. new[]
    {
        Problem("A study that is due has not been taken up for", ages.Received, limits.Received, "received"),
        Problem("The analysis of a study has gone on for", ages.Assembled, limits.Assembled, "assembled"),
        Problem("A result has waited for its destination for", ages.Outbox, limits.Outbox, "outbox"),
        Problem("An outline that a reader edited has waited for its image for", ages.Edits, limits.Edits, "edit"),
        Disagreement([.. nodes.Where(node => node.IsAlive && node.Schedule is not null)]),
    }.OfType<string>()]);

    /// <summary>The same with further problems.</summary>
    public HealthReport With(IEnumerable<string> problems) => new([.. Problems, .. problems]);

    static string? Problem(string words, TimeSpan? age, TimeSpan limit, string key) => age is { } old && old > limit
        ? string.Create(CultureInfo.InvariantCulture,
            $"{words} {old.TotalSeconds:0} s; health.{key}Seconds allows {limit.TotalSeconds:0}.")
        : null;

    static string? Disagreement(IReadOnlyList<NodeRow> nodes) => nodes.Select(node => node.Schedule).Distinct().Count() < 2 ? null
        : $"The nodes {string.Join(", ", nodes.Select(node => node.Name))} share a ledger and have different times under \"schedule\"; "
            + "the times before stay until all have the same.";
}
