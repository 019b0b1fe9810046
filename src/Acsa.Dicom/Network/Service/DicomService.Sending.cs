using System.Collections.Concurrent;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

public abstract partial class DicomService
{
    private readonly ConcurrentDictionary<ushort, DicomRequest> _outstanding = [];

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
        try
        {
            await _sender.SendAsync(context.ID, request.CommandSet with { HasDataSet = dataSet is not null }, dataSet, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is not DicomNetworkException)
        {
            _outstanding.TryRemove(request.MessageID, out DicomRequest? _);
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

    private async ValueTask SendMessageAsync(DicomPresentationContext context, DicomMessage message)
    {
        var dataSet = message.Dataset is { } held ? DataSetCodec.Encode(held, context.AcceptedTransferSyntax!) : null;
        await SendAsync(context, message.CommandSet with { HasDataSet = dataSet is not null }, dataSet).ConfigureAwait(false);
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

    internal bool HasOutstandingRequest => !_outstanding.IsEmpty;

    /// <summary>Whether a context that was accepted fits the request.</summary>
    internal bool Serves(DicomRequest request) => FindContext(request) is not null;

    private DicomPresentationContext ContextFor(DicomRequest request) => FindContext(request) ??
        throw new PresentationContextRefusedException(request, Association?.PresentationContexts
            .FirstOrDefault(context => context.AbstractSyntax == request.SOPClassUID &&
                (request is not DicomCStoreRequest store || context.HasTransferSyntax(store.TransferSyntax)))?.Result);

    private DicomPresentationContext? FindContext(DicomRequest request)
    {
        var candidates = _accepted.Where(context => context is not null && context.AbstractSyntax ==
            (request.PresentationContext?.AbstractSyntax ?? request.SOPClassUID)).Select(context => context!);
        if (request is DicomCStoreRequest { Source: { } source })
        {
            candidates = candidates.Where(context => source.CanBeSentAs(context.AcceptedTransferSyntax!))
                .OrderBy(context => context.AcceptedTransferSyntax == source.TransferSyntax ? 0 : 1);
        }

        return candidates.FirstOrDefault();
    }

    private void FailOutstanding()
    {
        foreach (var id in _outstanding.Keys)
            if (_outstanding.TryRemove(id, out var request)) request.Fail(WhyEnded(request));
    }
}
