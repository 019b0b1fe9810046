namespace Acsa.Worker.Ledger;

/// <summary>An image of a study with what was found in it last.</summary>
/// <param name="File">Relative to the spool.</param>
/// <param name="IsRemoved">Whether retention has removed the file.</param>
/// <param name="CallingAe">Who sent it.</param>
/// <param name="Entries">Its findings, as entries of results.json; at least one.</param>
/// <param name="Results">All that was written of it, the oldest first.</param>
sealed record AnalysedImage(
    long InstanceId, string SopInstanceUid, string File, bool IsRemoved, string CallingAe, IReadOnlyList<string> Entries,
        IReadOnlyList<EarlierResult> Results)
{
    /// <summary>Whose image it is, as a keyed hash; null where nothing is kept of it for later studies.</summary>
    public string? PatientKey { get; init; }
}
