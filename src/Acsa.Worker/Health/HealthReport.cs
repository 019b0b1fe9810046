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

    /// <summary>Compares the age of the oldest work of each stage with what is allowed.</summary>
    public static HealthReport Judge(StageAges ages, HealthConfiguration limits) => new([.. new[]
    {
        Problem("A study that is due has not been taken up for", ages.Received, limits.Received, "received"),
        Problem("The analysis of a study has gone on for", ages.Assembled, limits.Assembled, "assembled"),
        Problem("A result has waited for its destination for", ages.Outbox, limits.Outbox, "outbox"),
    }.OfType<string>()]);

    static string? Problem(string words, TimeSpan? age, TimeSpan limit, string key) => age is { } old && old > limit
        ? string.Create(CultureInfo.InvariantCulture,
            $"{words} {old.TotalSeconds:0} s; health.{key}Seconds allows {limit.TotalSeconds:0}.")
        : null;
}
