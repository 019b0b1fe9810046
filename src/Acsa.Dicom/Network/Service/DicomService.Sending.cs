using System.Collections.Concurrent;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

public abstract partial class DicomService
{
    private readonly ConcurrentDictionary<ushort, DicomRequest> _outstanding = [];
    private TaskCompletionSource? _settled;

    internal DicomAssociationAbortedException? PeerAbort { get; private set; }

    /// <summary>Sends a request on this association; completes when it has left. Its call-back brings the response.</summary>
    /// <exception cref="PresentationContextRefusedException">No accepted context fits the request.</exception>
    /// <exception cref="DicomNetworkException">The association has ended.</exception>
    public virtual Task SendRequestAsync(DicomRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendRequestAsync(request, CancellationToken.None);
    }

    internal async Task SendRequestAsync(DicomRequest request, CancellationToken cancellation)
    {
        var context = ContextFor(request);
        request.PresentationContext = context;
        var dataSet = await OpenDataSetAsync(request, context.AcceptedTransferSyntax!, cancellation).ConfigureAwait(false);
        await using var _ = (dataSet ?? Stream.Null).ConfigureAwait(false);

        if (!_outstanding.TryAdd(request.MessageID, request))
            throw new DicomNetworkException($"Message ID {request.MessageID} is outstanding already on this association.");
        request.Carrier = this;
        try
        {
            await _sender.SendAsync(context.ID, request.CommandSet with { HasDataSet = dataSet is not null }, dataSet, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is not DicomNetworkException)
        {
            Settle(request);
            // The file could not be read on, or the caller cancelled: half a message is on the wire, and nothing can follow it.
            await _upper.AbortAsync(AssociationEnd.LocalAbort, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified)
                .ConfigureAwait(false);
            throw;
        }

        request.OnRequestSent?.Invoke(request, EventArgs.Empty);
    }

    /// <summary>The exception that tells the requests without a response why they will not get one.</summary>
    internal DicomNetworkException WhyEnded(DicomRequest? request = null) => _upper.End switch
    {
        AssociationEnd.IdleExpired when request is not null => new DicomRequestTimedOutException(request, _environment.Idle),
        AssociationEnd.PeerAborted => PeerAbort
            ?? new DicomAssociationAbortedException(DicomAbortSource.Unknown, DicomAbortReason.NotSpecified),
        AssociationEnd.ProtocolFailure => new DicomNetworkException($"The peer broke the protocol: {_upper.Failure}"),
        AssociationEnd.LocalAbort => new DicomNetworkException("The association was aborted on this side."),
        _ => new ConnectionClosedPrematurelyException(_upper.Error),
    };

    /// <summary>Asks the peer to end a request early; false when it has ended already.</summary>
    internal async Task<bool> SendCancelAsync(DicomRequest request)
    {
        if (!_outstanding.TryGetValue(request.MessageID, out var outstanding) || outstanding != request || !IsConnected) return false;
        var command = new CommandSet { Field = DicomCommandField.CCancelRequest, MessageIdBeingRespondedTo = request.MessageID };
        await _sender.SendAsync(request.PresentationContext!.ID, command, null, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private ValueTask SendCommandAsync(DicomPresentationContext context, CommandSet command) => SendAsync(context, command, null);

    // A response that cannot leave any more is nobody's failure: the reader sees the end of the connection next.
    private async ValueTask SendAsync(DicomPresentationContext context, CommandSet command, Stream? dataSet)
    {
        try
        {
            var sending = _sender.SendAsync(context.ID, command, dataSet, _upper.PeerGone);
            if (sending.IsCompleted) await sending.ConfigureAwait(false);
            else await _upper.WatchAsync(sending.AsTask()).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or DicomNetworkException or OperationCanceledException)
        {
        }
    }

    private static async ValueTask<Stream?> OpenDataSetAsync(
        DicomRequest request, DicomTransferSyntax syntax, CancellationToken cancellation)
    {
        if (request is DicomCStoreRequest { Source: { } source }) return await source.OpenAsync(syntax, cancellation).ConfigureAwait(false);
        return request.Dataset is { } held ? DataSetCodec.Encode(held, syntax) : null;
    }

    internal IEnumerable<DicomRequest> Outstanding => _outstanding.Values;

    /// <summary>Ends when no response is owed any more, or the association has ended.</summary>
    internal Task WhenSettledAsync()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _settled, settled);
        if (_outstanding.IsEmpty) settled.TrySetResult();
        return settled.Task;
    }

    // True for the one who takes the request from the outstanding ones.
    private bool Settle(DicomRequest request)
    {
        if (!_outstanding.TryRemove(new KeyValuePair<ushort, DicomRequest>(request.MessageID, request))) return false;
        request.Carrier = null;
        if (_outstanding.IsEmpty) Volatile.Read(ref _settled)?.TrySetResult();
        return true;
    }

    /// <summary>Whether a context that was accepted fits the request.</summary>
    internal bool Serves(DicomRequest request) => FindContext(request) is not null;

    private DicomPresentationContext ContextFor(DicomRequest request) => FindContext(request) ??
        throw new PresentationContextRefusedException(request, Association?.PresentationContexts
            .FirstOrDefault(context => context.AbstractSyntax == (request.PresentationContext?.AbstractSyntax ?? request.SOPClassUID) &&
                (request is not DicomCStoreRequest store || context.HasTransferSyntax(store.TransferSyntax)))?.Result);

    private DicomPresentationContext? FindContext(DicomRequest request)
    {
        var abstractSyntax = request.PresentationContext?.AbstractSyntax ?? request.SOPClassUID;
        var candidates = _accepted.OfType<DicomPresentationContext>()
            .Where(context => context.AbstractSyntax == abstractSyntax && MayInvoke(request, context));
        if (request is DicomCStoreRequest { Source: { } source })
        {
            candidates = candidates.Where(context => source.CanBeSentAs(context.AcceptedTransferSyntax!))
                .OrderBy(context => context.AcceptedTransferSyntax == source.TransferSyntax ? 0 : 1);
        }

        return candidates.FirstOrDefault();
    }

    // PS3.7 D.3.3.4: the SCU invokes everything but N-EVENT-REPORT, which is its SCP's. Without role selection the requestor is the SCU.
    private bool MayInvoke(DicomRequest request, DicomPresentationContext context)
    {
        var isRequestorsPart = (request.Type == DicomCommandField.NEventReportRequest ? context.ProviderRole : context.UserRole)
            ?? request.Type != DicomCommandField.NEventReportRequest;
        var isAcceptorsPart = (request.Type == DicomCommandField.NEventReportRequest ? context.UserRole : context.ProviderRole)
            ?? request.Type == DicomCommandField.NEventReportRequest;
        return _environment.IsRequestor ? isRequestorsPart : isAcceptorsPart;
    }

    private void FailOutstanding()
    {
        foreach (var request in _outstanding.Values)
            if (Settle(request)) request.Fail(WhyEnded(request));
    }
}
