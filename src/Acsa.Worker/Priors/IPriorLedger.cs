namespace Acsa.Worker.Priors;

/// <summary>The ledger as it is asked what was measured before.</summary>
interface IPriorLedger
{
    /// <summary>Entries of a person's studies before a day, as JSON of <see cref="PriorEntry"/>.</summary>
    Task<IReadOnlyList<string>> PriorsAsync(string patientKey, string beforeDate, CancellationToken stop);
}
