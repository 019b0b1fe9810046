namespace Acsa.Worker.Ledger;

/// <summary>The ledger as it is asked about outlines that come back. Each method is one transaction.</summary>
interface IReaderLedger
{
    /// <summary>The file of the node's own result of a SOP Instance UID, empty when retention has removed it; null when it is none of the
    /// node's.</summary>
    Task<string?> OwnResultAsync(string sopInstanceUid, CancellationToken stop);

    /// <summary>An image of a study; null when the study does not hold it.</summary>
    Task<ReadSource?> SourceAsync(long studyId, string sopInstanceUid, long editInstanceId, CancellationToken stop);

    /// <summary>What is known of an image that a study does not hold.</summary>
    Task<MissingSource> MissingAsync(long studyId, string sopInstanceUid, CancellationToken stop);

    /// <summary>All edits, the oldest first, as JSON of <see cref="Reader.EditEntry"/>.</summary>
    Task<IReadOnlyList<string>> EditsAsync(DateTimeOffset? since, CancellationToken stop);
}
