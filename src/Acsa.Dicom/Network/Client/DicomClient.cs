using System.Collections.Concurrent;
using System.Net.Sockets;
using Acsa.Dicom.Network.Client.EventArguments;
using Acsa.Dicom.Network.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Dicom.Network.Client;

/// <summary>
/// Sends queued requests: 1. take them from the queue; 2. connect; 3. associate with the contexts that they need; 4. send one after the
/// other, each when the window of outstanding ones has room; 5. linger for more; 6. release.
/// </summary>
internal sealed class DicomClient(string host, int port, ITlsInitiator? tlsInitiator, string callingAe, string calledAe) : IDicomClient
{
    private static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromMinutes(10);

    private readonly ConcurrentQueue<DicomRequest> _queue = [];
    private readonly SemaphoreSlim _sending = new(1, 1);
    private (int Invoked, int Performed) _window = (1, 1);

    public event EventHandler<AssociationAcceptedEventArgs>? AssociationAccepted;

    public event EventHandler<AssociationRejectedEventArgs>? AssociationRejected;

    public event EventHandler? AssociationReleased;

    public event EventHandler<AssociationRequestTimedOutEventArgs>? AssociationRequestTimedOut;

    public event EventHandler<RequestTimedOutEventArgs>? RequestTimedOut;

    public string Host { get; } = host;

    public int Port { get; } = port;

    public ITlsInitiator? TlsInitiator { get; } = tlsInitiator;

    public string CallingAe { get; } = callingAe;

    public string CalledAe { get; } = calledAe;

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public DicomServiceOptions ServiceOptions { get; } = new();

    public DicomClientOptions ClientOptions { get; } = new();

    public List<DicomPresentationContext> AdditionalPresentationContexts { get; set; } = [];

    public List<DicomExtendedNegotiation> AdditionalExtendedNegotiations { get; set; } = [];

    public DicomUserIdentityNegotiation? UserIdentityNegotiation { get; set; }

    public bool RequireSuccessfulUserIdentityNegotiation { get; set; } = true;

    public Func<DicomCStoreRequest, Task<DicomCStoreResponse>>? OnCStoreRequest { get; set; }

    public Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? OnNEventReportRequest { get; set; }

    /// <summary>Takes C-STORE data sets as streams.</summary>
    internal ICStoreStreamProvider? StreamProvider { get; set; }

    public bool IsSendRequired => !_queue.IsEmpty || AdditionalPresentationContexts.Count > 0;

    /// <summary>The clock of the time-outs.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    public Task AddRequestAsync(DicomRequest dicomRequest)
    {
        ArgumentNullException.ThrowIfNull(dicomRequest);
        dicomRequest.Renew();
        _queue.Enqueue(dicomRequest);
        return Task.CompletedTask;
    }

    public async Task AddRequestsAsync(IEnumerable<DicomRequest> dicomRequests)
    {
        ArgumentNullException.ThrowIfNull(dicomRequests);
        foreach (var request in dicomRequests) await AddRequestAsync(request).ConfigureAwait(false);
    }

    public void NegotiateAsyncOps(int invoked = 0, int performed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(invoked);
        ArgumentOutOfRangeException.ThrowIfNegative(performed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(invoked, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(performed, ushort.MaxValue);
        _window = (invoked, performed);
    }

    public void NegotiateUserIdentity(DicomUserIdentityNegotiation userIdentityNegotiation)
    {
        ArgumentNullException.ThrowIfNull(userIdentityNegotiation);
        userIdentityNegotiation.Validate();
        UserIdentityNegotiation = userIdentityNegotiation;
    }

    public async Task SendAsync(
        CancellationToken cancellationToken = default,
        DicomClientCancellationMode cancellationMode = DicomClientCancellationMode.ImmediatelyReleaseAssociation)
    {
        // A second call while one runs: the first takes its requests along, or else they are sent now.
        var isFirst = await _sending.WaitAsync(0, CancellationToken.None).ConfigureAwait(false);
        if (!isFirst) await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        Exception? first = null;
        try
        {
            while (isFirst ? IsSendRequired : !_queue.IsEmpty)
            {
                var failure = await SendOverOneAssociationAsync(cancellationMode, cancellationToken).ConfigureAwait(false);
                first ??= failure;
                if (_queue.IsEmpty) break;
            }
        }
        finally
        {
            _sending.Release();
        }

        if (first is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    // Returns the first failure. Requests that were taken from the queue have all ended when it returns.
    private async Task<Exception?> SendOverOneAssociationAsync(DicomClientCancellationMode mode, CancellationToken cancellation)
    {
        var batch = TakeBatch();
        ClientConnection? connection = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            connection = await ConnectAsync(batch, cancellation).ConfigureAwait(false);
            AssociationAccepted?.Invoke(this, new(connection.Association!));
            var failure = await SendBatchAsync(connection, batch, cancellation).ConfigureAwait(false);
            await connection.ReleaseAsync(TimeSpan.FromMilliseconds(ClientOptions.AssociationReleaseTimeoutInMs), Time, cancellation)
                .ConfigureAwait(false);
            AssociationReleased?.Invoke(this, EventArgs.Empty);
            return failure;
        }
        catch (Exception e) // ends the association; each request that is still open learns why
        {
            var why = Explain(e, cancellation);
            if (why is DicomAssociationRejectedException rejected)
                AssociationRejected?.Invoke(this, new(rejected.RejectResult, rejected.RejectSource, rejected.RejectReason));
            if (why is DicomAssociationRequestTimedOutException late)
                AssociationRequestTimedOut?.Invoke(this, new(late.TimeOutInMilliseconds));
            if (why is DicomRequestTimedOutException unanswered)
                RequestTimedOut?.Invoke(this, new(unanswered.Request, unanswered.TimeOut));
            // What waits in the queue would meet the same end, one association after the other.
            while (_queue.TryDequeue(out var waiting)) batch.Add(waiting);
            foreach (var request in batch) request.Fail(why);
            if (connection is not null) await EndAsync(connection, mode, cancellation).ConfigureAwait(false);
            return why;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private List<DicomRequest> TakeBatch()
    {
        var batch = new List<DicomRequest>();
        var most = ClientOptions.MaximumNumberOfRequestsPerAssociation ?? int.MaxValue;
        while (batch.Count < most && _queue.TryDequeue(out var request)) batch.Add(request);
        return batch;
    }

    private async Task<ClientConnection> ConnectAsync(List<DicomRequest> batch, CancellationToken cancellation)
    {
        var association = new DicomAssociation(CallingAe, CalledAe)
        {
            RemoteHost = Host,
            RemotePort = Port,
            Number = AssociationNumber.Next(),
            MaxAsyncOpsInvoked = _window.Invoked,
            MaxAsyncOpsPerformed = _window.Performed,
            UserIdentityNegotiation = UserIdentityNegotiation?.Clone(),
        };
        foreach (var negotiation in AdditionalExtendedNegotiations) association.ExtendedNegotiations.Add(negotiation);
        foreach (var context in AdditionalPresentationContexts) AddContext(association, context);
        foreach (var request in batch) association.PresentationContexts.AddFromRequest(request);

        var network = await OpenSocketAsync(cancellation).ConfigureAwait(false);
        var connection = new ClientConnection(network, Logger, new DicomServiceDependencies(new ServiceEnvironment
        {
            Number = association.Number,
            IsRequestor = true,
            Options = ServiceOptions.Clone(),
            Time = Time,
            Artim = TimeSpan.FromMilliseconds(ClientOptions.AssociationReleaseTimeoutInMs),
            Idle = ServiceOptions.RequestTimeout ?? DefaultRequestTimeout,
            TemporaryFolder = Path.GetTempPath(),
        }), new ClientCallbacks
        {
            OnNEventReportRequest = OnNEventReportRequest,
            OnCStoreRequest = OnCStoreRequest,
            Streams = StreamProvider,
        });
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ClientOptions.AssociationRequestTimeoutInMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await connection.AssociateAsync(association, either.Token).ConfigureAwait(false);
            await CheckUserIdentityAsync(connection).ConfigureAwait(false);
            return connection;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await connection.Upper.AbortAsync(AssociationEnd.LocalAbort, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified)
                .ConfigureAwait(false);
            connection.Dispose();
            throw new DicomAssociationRequestTimedOutException(ClientOptions.AssociationRequestTimeoutInMs);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task CheckUserIdentityAsync(ClientConnection connection)
    {
        if (!RequireSuccessfulUserIdentityNegotiation || connection.Association!.UserIdentityNegotiation is not
            { UserIdentityType: not null, PositiveResponseRequested: true, ServerResponse: null } identity) return;
        await connection.Upper.AbortAsync(AssociationEnd.LocalAbort, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified)
            .ConfigureAwait(false);
        throw new DicomNetworkException(
            $"The peer was asked to confirm the user identity of type {identity.UserIdentityType} and did not (PS3.7 D.3.3.7).");
    }

    private static void AddContext(DicomAssociation association, DicomPresentationContext proposed) => association.PresentationContexts.Add(
        proposed.AbstractSyntax, proposed.UserRole, proposed.ProviderRole, [.. proposed.GetTransferSyntaxes()]);

    private async Task<INetworkStream> OpenSocketAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = ServiceOptions.TcpNoDelay };
        if (ServiceOptions.TcpReceiveBufferSize is { } receive) socket.ReceiveBufferSize = receive;
        if (ServiceOptions.TcpSendBufferSize is { } send) socket.SendBufferSize = send;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ClientOptions.ConnectionTimeoutInMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await socket.ConnectAsync(Host, Port, either.Token).ConfigureAwait(false);
            return await SecureAsync(new TcpNetworkStream(socket), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            if (e is OperationCanceledException) throw new DicomAssociationRequestTimedOutException(ClientOptions.ConnectionTimeoutInMs);
            throw new DicomNetworkException($"Cannot connect to {Host}:{Port}: {e.Message}", e);
        }
    }

    private async Task<INetworkStream> SecureAsync(TcpNetworkStream network, CancellationToken cancellation)
    {
        if (TlsInitiator is null) return network;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ClientOptions.AssociationRequestTimeoutInMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        await using var _ = either.Token.Register(network.Dispose).ConfigureAwait(false); // ends an initiator that cannot be cancelled
        try
        {
            var secured = TlsInitiator is IAsyncTlsInitiator async
                ? await async.InitiateTlsAsync(network.AsStream(), Host, Port, either.Token).ConfigureAwait(false)
                : await Task.Run(() => TlsInitiator.InitiateTls(network.AsStream(), Host, Port), CancellationToken.None)
                    .ConfigureAwait(false);
            return new SecuredNetworkStream(network, secured);
        }
        catch (Exception) when (either.IsCancellationRequested)
        {
            network.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new DicomAssociationRequestTimedOutException(ClientOptions.AssociationRequestTimeoutInMs);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private async Task<Exception?> SendBatchAsync(ClientConnection connection, List<DicomRequest> batch, CancellationToken cancellation)
    {
        Exception? first = null;
        var outstanding = new List<Task<Exception?>>();
        for (var next = 0; next < batch.Count || outstanding.Count > 0;)
        {
            if (next < batch.Count && outstanding.Count < connection.Window)
            {
                var request = batch[next++];
                var failure = await InvokeAsync(connection, request, cancellation).ConfigureAwait(false);
                first ??= failure;
                if (failure is null) outstanding.Add(EndAsync(connection, request, cancellation));
            }
            else
            {
                var ended = await Task.WhenAny(outstanding).ConfigureAwait(false);
                outstanding.Remove(ended);
                var failure = await ended.ConfigureAwait(false);
                first ??= failure;
            }

            if (next < batch.Count || outstanding.Count > 0
                || ClientOptions.MaximumNumberOfRequestsPerAssociation is { } most && batch.Count >= most) continue;
            await LingerAsync(cancellation).ConfigureAwait(false);
            // Only what needs no further context can follow on this association; the rest waits for the next one.
            while (_queue.TryPeek(out var more) && connection.Serves(more))
                if (_queue.TryDequeue(out var taken)) batch.Add(taken);
        }

        return first;
    }

    private async Task LingerAsync(CancellationToken cancellation)
    {
        if (ClientOptions.AssociationLingerTimeoutInMs > 0 && _queue.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(ClientOptions.AssociationLingerTimeoutInMs), Time, cancellation)
                .ConfigureAwait(false);
    }

    // A request that has no context, or whose file cannot be read, fails by itself; the others go on while the association stands.
    private static async Task<Exception?> InvokeAsync(ClientConnection connection, DicomRequest request, CancellationToken cancellation)
    {
        try
        {
            await connection.InvokeAsync(request, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (IsOfRequestAlone(connection, e, cancellation))
        {
            request.Fail(e);
            return e;
        }
    }

    private static async Task<Exception?> EndAsync(ClientConnection connection, DicomRequest request, CancellationToken cancellation)
    {
        try
        {
            await request.Outcome.WaitAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (IsOfRequestAlone(connection, e, cancellation))
        {
            return e;
        }
    }

    private static bool IsOfRequestAlone(ClientConnection connection, Exception e, CancellationToken cancellation) =>
        connection.IsConnected && !cancellation.IsCancellationRequested &&
        e is DicomException or IOException or UnauthorizedAccessException;

    private static Exception Explain(Exception e, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return e is OperationCanceledException ? e : new OperationCanceledException(e.Message, e, cancellation);
        return e is IOException or ObjectDisposedException ? new ConnectionClosedPrematurelyException(e) : e;
    }

    private async Task EndAsync(ClientConnection connection, DicomClientCancellationMode mode, CancellationToken cancellation)
    {
        var patience = TimeSpan.FromMilliseconds(ClientOptions.AssociationReleaseTimeoutInMs);
        if (cancellation.IsCancellationRequested && mode == DicomClientCancellationMode.ImmediatelyReleaseAssociation
            && connection.Outstanding.All(request => request.TakesPendingResponses)
            && await connection.CancelOutstandingAsync(patience, Time).ConfigureAwait(false))
        {
            await connection.ReleaseAsync(patience, Time, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await connection.Upper.AbortAsync(AssociationEnd.LocalAbort, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified)
            .ConfigureAwait(false);
    }
}
