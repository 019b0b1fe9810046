namespace Acsa.Worker.Ledger;

/// <summary>When a study counts as complete, by who sends it.</summary>
/// <param name="Quiet">No instance for this long, from a sender that has no rule of its own.</param>
/// <param name="Longest">A study that never gets quiet is analysed so long after the first instance that waits.</param>
/// <param name="HoldLate">Whether what comes after a study's analysis waits for a person; otherwise it is analysed alone.</param>
/// <param name="Sources">Rules by calling AE title; <c>*</c> stands for every other.</param>
sealed record AssemblyRules(TimeSpan Quiet, TimeSpan Longest, bool HoldLate, IReadOnlyList<SourceRule> Sources)
{
    public static readonly TimeSpan DefaultLongest = TimeSpan.FromHours(1);

    /// <summary>One quiet time for all.</summary>
    public static AssemblyRules After(TimeSpan quiet) => new(quiet, quiet > DefaultLongest ? quiet : DefaultLongest, false, []);

    public SourceRule For(string callingAe) =>
        Sources.FirstOrDefault(rule => rule.AeTitle == callingAe) ?? Sources.FirstOrDefault(rule => rule.AeTitle == "*")
        ?? new SourceRule(callingAe, Quiet, EndsWithAssociation: false);
}
