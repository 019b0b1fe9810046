namespace Acsa.Worker.Ledger;

/// <summary>What is left of a study whose rows retention has removed.</summary>
/// <param name="Forgotten">When they were removed.</param>
/// <param name="State">delivered or committed.</param>
/// <param name="Settled">The last answer of a destination about its results.</param>
/// <param name="Destinations">Those that took its results.</param>
sealed record ForgottenStudy(
    string StudyUid, DateTimeOffset FirstReceived, DateTimeOffset LastReceived, DateTimeOffset Forgotten, string State, string? Outcome,
    long Instances, long Results, DateTimeOffset? Settled, IReadOnlyList<string> Destinations);
