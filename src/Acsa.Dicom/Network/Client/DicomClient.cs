using System.Collections.Concurrent;
using System.Net.Sockets;
using Acsa.Dicom.Network.Client.EventArguments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Dicom.Network.Client;

/// <summary>
/// Sends queued requests: 1. take them from the queue; 2. connect; 3. associate with the contexts that they need; 4. send one after the
/// other, each waiting for its response; 5. linger for more; 6. release.
/// </summary>
internal sealed class DicomClient(string host, int port, string callingAe, string calledAe) : IDicomClient
{
    private static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromMinutes(10);

    private readonly ConcurrentQueue<DicomRequest> _queue = [];
    private readonly SemaphoreSlim _sending = new(1, 1);

    public event EventHandler<AssociationAcceptedEventArgs>? AssociationAccepted;

    public event EventHandler<AssociationRejectedEventArgs>? AssociationRejected;

    public event EventHandler? AssociationReleased;

    public string Host { get; } = host;

    public int Port { get; } = port;

    public string CallingAe { get; } = callingAe;

    public string CalledAe { get; } = calledAe;

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public DicomServiceOptions ServiceOptions { get; } = new();

    public DicomClientOptions ClientOptions { get; } = new();

    public List<DicomPresentationContext> AdditionalPresentationContexts { get; set; } = [];

    public Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? OnNEventReportRequest { get; set; }

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

    public async Task SendAsync(
        CancellationToken cancellationToken = default,
        DicomClientCancellationMode cancellationMode = DicomClientCancellationMode.ImmediatelyReleaseAssociation)
    {
        // A second call while one runs: the first takes the requests along.
        if (!await _sending.WaitAsync(0, CancellationToken.None).ConfigureAwait(false)) return;
        Exception? first = null;
        try
        {
            while (IsSendRequired)
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
            await connection.ReleaseAsync(TimeSpan.FromMilliseconds(ClientOptions.AssociationReleaseTimeoutInMs), Time)
                .ConfigureAwait(false);
            AssociationReleased?.Invoke(this, EventArgs.Empty);
            return failure;
        }
        catch (Exception e) // ends the association; each request that is still open learns why
        {
            var why = Explain(e, cancellation);
            if (why is DicomAssociationRejectedException rejected)
                AssociationRejected?.Invoke(this, new(rejected.RejectResult, rejected.RejectSource, rejected.RejectReason));
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
        };
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
        }), OnNEventReportRequest);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ClientOptions.AssociationRequestTimeoutInMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await connection.AssociateAsync(association, either.Token).ConfigureAwait(false);
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

    private static void AddContext(DicomAssociation association, DicomPresentationContext proposed) => association.PresentationContexts.Add(
        proposed.AbstractSyntax, proposed.UserRole, proposed.ProviderRole, [.. proposed.GetTransferSyntaxes()]);

    private async Task<TcpNetworkStream> OpenSocketAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = ServiceOptions.TcpNoDelay };
        if (ServiceOptions.TcpReceiveBufferSize is { } receive) socket.ReceiveBufferSize = receive;
        if (ServiceOptions.TcpSendBufferSize is { } send) socket.SendBufferSize = send;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(ClientOptions.ConnectionTimeoutInMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await socket.ConnectAsync(Host, Port, either.Token).ConfigureAwait(false);
            return new TcpNetworkStream(socket);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            if (e is OperationCanceledException) throw new DicomAssociationRequestTimedOutException(ClientOptions.ConnectionTimeoutInMs);
            throw new DicomNetworkException($"Cannot connect to {Host}:{Port}: {e.Message}", e);
        }
    }

    private async Task<Exception?> SendBatchAsync(ClientConnection connection, List<DicomRequest> batch, CancellationToken cancellation)
    {
        Exception? first = null;
        for (var i = 0; i < batch.Count; i++)
        {
            var failure = await ExecuteAsync(connection, batch[i], cancellation).ConfigureAwait(false);
            first ??= failure;
            if (i + 1 < batch.Count || ClientOptions.MaximumNumberOfRequestsPerAssociation is { } most && batch.Count >= most) continue;
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
    private static async Task<Exception?> ExecuteAsync(ClientConnection connection, DicomRequest request, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync(request, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (connection.IsConnected && !cancellation.IsCancellationRequested
            && e is DicomException or IOException or UnauthorizedAccessException)
        {
            request.Fail(e);
            return e;
        }
    }

    private static Exception Explain(Exception e, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return e is OperationCanceledException ? e : new OperationCanceledException(e.Message, e, cancellation);
        return e is IOException or ObjectDisposedException ? new ConnectionClosedPrematurelyException(e) : e;
    }

    private async Task EndAsync(ClientConnection connection, DicomClientCancellationMode mode, CancellationToken cancellation)
    {
        var canRelease = mode == DicomClientCancellationMode.ImmediatelyReleaseAssociation && !connection.HasOutstandingRequest;
        if (cancellation.IsCancellationRequested && canRelease)
        {
            await connection.ReleaseAsync(TimeSpan.FromMilliseconds(ClientOptions.AssociationReleaseTimeoutInMs), Time)
                .ConfigureAwait(false);
            return;
        }

        await connection.Upper.AbortAsync(AssociationEnd.LocalAbort, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified)
            .ConfigureAwait(false);
    }
}
