using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.StateMachine;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network.Client;

/// <summary>The requestor's side of one association.</summary>
internal sealed class ClientConnection : DicomService, INEventReportProvider
{
    private static readonly TimeSpan TimeToLearnWhy = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _associated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? _onEventReport;

    public ClientConnection(
        INetworkStream stream, ILogger logger, DicomServiceDependencies dependencies,
        Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? onEventReport)
        : base(stream, null, logger, dependencies) => _onEventReport = onEventReport;

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

    /// <summary>Sends a request and waits for its response.</summary>
    public async Task ExecuteAsync(DicomRequest request, CancellationToken cancellation)
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
        await request.Outcome.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async Task ReleaseAsync(TimeSpan timeout, TimeProvider time)
    {
        try
        {
            if (Upper.State == AssociationState.Sta6) await Upper.RequestReleaseAsync().ConfigureAwait(false);
            await Running.WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // All responses are in: a peer that does not release properly loses nothing but its politeness.
        }
    }

    public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request) =>
        _onEventReport?.Invoke(request) ?? Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.NoSuchEventType));

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
