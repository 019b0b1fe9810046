namespace Acsa.Worker.Ledger;

/// <summary>What the ledger holds of a study beside its way: files and findings.</summary>
/// <param name="Results">Files relative to the results folder.</param>
/// <param name="Findings">Of the last analysis of each instance.</param>
sealed record StudyFiles(
    IReadOnlyList<HeldFile> Instances, IReadOnlyList<HeldFile> Results,
        IReadOnlyList<(string SopInstanceUid, DateTimeOffset At, string Entry)> Findings);
