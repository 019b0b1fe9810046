using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.StateMachine;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network.Client;

/// <summary>The requestor's side of one association.</summary>
internal sealed class ClientConnection : DicomService, INEventReportProvider, IDicomCStoreProvider
{
    private static readonly TimeSpan TimeToLearnWhy = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _associated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientCallbacks _callbacks;

    public ClientConnection(INetworkStream stream, ILogger logger, DicomServiceDependencies dependencies, ClientCallbacks callbacks)
        : base(stream, null, logger, dependencies) => _callbacks = callbacks;

    /// <summary>Requests that may be outstanding at a time.</summary>
    public int Window => Association!.MaxAsyncOpsInvoked is > 0 and var window
        ? Math.Min(window, NetworkLimits.OutstandingOperations) : NetworkLimits.OutstandingOperations;

    private protected override ICStoreStreamProvider? StreamProvider => _callbacks.Streams;

    private protected override IDicomCStoreProvider? FileProvider => _callbacks.OnCStoreRequest is null ? null : this;

    /// <summary>Ends with the association's acceptance, or throws what the peer answered instead.</summary>
    public async Task AssociateAsync(DicomAssociation association, CancellationToken cancellation)
    {
        Association = association;
        await Upper.OpenAsync(AssociationPduMapping.ToRequest(association, AdvertisedMaximum), cancellation).ConfigureAwait(false);
        Running = RunToEndAsync();
        await _associated.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The reading side; ends when the connection has.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Sends a request; its outcome is the response's or the association's.</summary>
    public async Task InvokeAsync(DicomRequest request, CancellationToken cancellation)
    {
        try
        {
            await SendRequestAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (DicomNetworkException) when (!IsConnected)
        {
            // The reader knows better than the writer why the connection is gone: an A-ABORT may have come first.
            await Running.WaitAsync(TimeToLearnWhy, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw WhyEnded(request);
        }

        // The reader may have ended between the sending and the waiting.
        if (Running.IsCompleted) request.Fail(WhyEnded(request));
    }

    /// <summary>Sends C-CANCEL for what can be cancelled, and waits until nothing is outstanding; false when that took too long.</summary>
    public async Task<bool> CancelOutstandingAsync(TimeSpan timeout, TimeProvider time)
    {
        try
        {
            foreach (var request in Outstanding.Where(request => request.TakesPendingResponses))
                await SendCancelAsync(request).WaitAsync(timeout, time).ConfigureAwait(false);
            await WhenSettledAsync().WaitAsync(timeout, time).ConfigureAwait(false);
            return IsConnected;
        }
        catch (Exception e) when (e is TimeoutException or DicomNetworkException)
        {
            return false;
        }
    }

    /// <summary>Releases the association; who is told to stop waits for the peer's part in it no longer.</summary>
    public async Task ReleaseAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            // A report or a sub-operation that the peer has begun is answered first.
            await WhenServedAsync().WaitAsync(timeout, time, cancellation).ConfigureAwait(false);
            if (Upper.State == AssociationState.Sta6) await Upper.RequestReleaseAsync().ConfigureAwait(false);
            await Running.WaitAsync(timeout, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or IOException or ObjectDisposedException
            or InvalidOperationException)
        {
            // All responses are in: a peer that does not release properly loses nothing but its politeness.
        }
    }

    public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request) =>
        _callbacks.OnNEventReportRequest?.Invoke(request)
            ?? Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.NoSuchEventType));

    public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request) => _callbacks.OnCStoreRequest!(request);

    // The peer learns of it by the status; the caller, by the counts of the C-GET response.
    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;

    private protected override void OnAssociateConfirm(in Indication indication)
    {
        if (indication.Kind == IndicationKind.AssociateAccept)
        {
            AssociationPduMapping.TakeAccept(Association!, indication.Associate);
            EnterContexts(Association!);
            _associated.TrySetResult();
            return;
        }

        var reject = (AssociateRejectPdu)indication.Message!;
        var source = (DicomRejectSource)reject.Source;
        var exception = new DicomAssociationRejectedException(
            (DicomRejectResult)reject.Result, source, (DicomRejectReason)((reject.Source << 4) | reject.Reason));
        _associated.TrySetException(exception);
    }

    private async Task RunToEndAsync()
    {
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) // the association loop
        {
            NetworkLog.AssociationFailed(Logger, e, Association!.Number);
            Dispose();
        }
        finally
        {
            _associated.TrySetException(WhyEnded());
        }
    }
}
