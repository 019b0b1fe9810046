namespace Acsa.DicomScp;

/// <summary>Storage Commitment as the listener sees it, on both sides (PS3.4 J).</summary>
public interface ICommitments
{
    /// <summary>A scanner asks. What returns Success is answered for: sooner or later a report goes out.</summary>
    Task<DicomStatus> AskAsync(Caller caller, CommitmentRequest request, CancellationToken stop);

    /// <summary>The report to send on the association of the request itself; null when it goes out on one of its own.</summary>
    Task<CommitmentReport?> AnswerHereAsync(Caller caller, CommitmentRequest request, CancellationToken stop);

    /// <summary>The scanner has taken the report that was sent on the request's association. Never waits: it is called while
    /// reading.</summary>
    void Answered(Caller caller, CommitmentRequest request);

    /// <summary>An archive reports.</summary>
    Task<DicomStatus> ReportAsync(Caller caller, CommitmentReport report, CancellationToken stop);
}
