using Acsa.Worker.Results;

namespace Acsa.Worker.Priors;

/// <summary>Finds what earlier studies of a person measured.</summary>
/// <param name="key">The ledger's secret.</param>
sealed class PriorKeeper(IPriorLedger ledger, byte[] key)
{
    /// <summary>Whose image a file is; null where that cannot be told.</summary>
    public PriorSubject? SubjectOf(string file) => PriorSubject.Read(file, key);

    public async Task<IReadOnlyList<PriorEntry>> FindAsync(PriorSubject? subject, CancellationToken stop) => subject is null ? []
        : [.. (await ledger.PriorsAsync(subject.PatientKey, subject.StudyDate, stop)).Select(ResultJson.Read<PriorEntry>)];
}
