using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>A DIMSE request. One that is sent ends in exactly one of a response or an exception.</summary>
public abstract class DicomRequest : DicomMessage
{
    private static int _lastMessageId;

    private TaskCompletionSource<DicomResponse> _outcome = NewOutcome();
    private int _hasEnded;

    private protected DicomRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Called when the request was sent.</summary>
    public delegate void OnRequestSentDelegate(DicomRequest request, EventArgs args);

    /// <summary>Called when no response came in time.</summary>
    public delegate void OnTimeoutDelegate(DicomRequest request, TimeSpan timeout);

    /// <summary>Message ID (0000,0110).</summary>
    public ushort MessageID => CommandSet.MessageId ?? 0;

    /// <summary>Called when the last byte of the request was handed to the operating system.</summary>
    public OnRequestSentDelegate? OnRequestSent { get; set; }

    /// <summary>Called when the response did not come in time.</summary>
    public OnTimeoutDelegate? OnTimeout { get; set; }

    /// <summary>Ends with the last response, or with the reason why there is none.</summary>
    internal Task<DicomResponse> Outcome => _outcome.Task;

    /// <summary>Where it was sent, while a response is owed.</summary>
    internal DicomService? Carrier { get; set; }

    /// <summary>Whether pending responses may come before the last one: C-FIND, C-MOVE and C-GET (PS3.7 9.1).</summary>
    internal virtual bool TakesPendingResponses => false;

    /// <summary>
    /// PS3.7 9.1.1: distinct among the outstanding requests of an association; distinct among all of the process, 1 to 65534.
    /// </summary>
    internal static ushort NextMessageId() => (ushort)((uint)(Interlocked.Increment(ref _lastMessageId) - 1) % 65534 + 1);

    /// <summary>The presentation contexts to propose for this request.</summary>
    internal abstract IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded();

    /// <summary>The roles to propose for the requestor, PS3.7 D.3.3.4; null = none, as the requestor is SCU anyway.</summary>
    internal virtual (bool? User, bool? Provider) RolesNeeded => (null, null);

    /// <summary>
    /// Ends the request with its response, unless it has ended already or this one is pending. An exception of the call-back is the
    /// caller's to log.
    /// </summary>
    internal void TakeResponse(DicomResponse response)
    {
        if (IsPending(response.Status))
        {
            if (Volatile.Read(ref _hasEnded) == 0) PostResponse(response);
            return;
        }

        if (Interlocked.Exchange(ref _hasEnded, 1) != 0) return;
        try
        {
            PostResponse(response);
        }
        finally
        {
            _outcome.TrySetResult(response);
        }
    }

    /// <summary>Ends the request without a response, unless it has ended already.</summary>
    internal void Fail(Exception why)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0) return;
        _outcome.TrySetException(why);
        _ = _outcome.Task.Exception; // observed here: whoever sends learns of it, but need not look at each request
        if (why is DicomRequestTimedOutException late) OnTimeout?.Invoke(this, late.TimeOut);
    }

    /// <summary>Whether more responses follow one of this status.</summary>
    internal bool IsPending(DicomStatus status) => TakesPendingResponses && status.State == DicomState.Pending;

    internal abstract DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset);

    /// <summary>Runs the caller's call-back.</summary>
    private protected abstract void PostResponse(DicomResponse response);

    /// <summary>Makes a request that has ended ready to be sent again.</summary>
    internal void Renew()
    {
        if (Interlocked.Exchange(ref _hasEnded, 0) == 0) return;
        _outcome = NewOutcome();
    }

    private static TaskCompletionSource<DicomResponse> NewOutcome() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
