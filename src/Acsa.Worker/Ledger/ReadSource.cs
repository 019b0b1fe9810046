namespace Acsa.Worker.Ledger;

/// <summary>An image that a Segmentation lies on, with what the node said of it last.</summary>
/// <param name="File">Relative to the spool.</param>
/// <param name="IsRemoved">Whether retention has removed the file.</param>
/// <param name="Entries">Its findings, as entries of results.json.</param>
/// <param name="Segmentations">Files of its Segmentations, the newest first, relative to the results folder.</param>
/// <param name="Earlier">All that was written of it, the oldest first.</param>
sealed record ReadSource(
    long InstanceId, string SopInstanceUid, string File, bool IsRemoved, IReadOnlyList<string> Entries, IReadOnlyList<string> Segmentations,
    IReadOnlyList<EarlierResult> Earlier)
{
    /// <summary>Who sent the image.</summary>
    public string CallingAe { get; init; } = "";

    /// <summary>Whether its analysis has come to an end; until then nothing can be said of it.</summary>
    public bool IsAnalysed { get; init; } = true;

    /// <summary>Whether this very edit has changed it before, and it was not analysed since.</summary>
    public bool IsRevised { get; init; }
}
