using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Dicom.Network;

/// <summary>A port that takes associations: one service for each connection, none of which can bring the port down.</summary>
public sealed class AssociationListener : IDicomServer, IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly AssociationListenerOptions _options;
    private readonly Func<INetworkStream, ILogger, DicomServiceDependencies, DicomService> _create;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ListenerConnections _connections;
    private readonly Task _accepting;

    private AssociationListener(
        AssociationListenerOptions options, Func<INetworkStream, ILogger, DicomServiceDependencies, DicomService> create, Socket socket)
    {
        (_options, _create, _socket) = (options, create, socket);
        _connections = new ListenerConnections(options);
        Logger = options.Logger ?? NullLogger.Instance;
        Options = new DicomServerOptions { MaxClientsAllowed = options.MaxAssociations };
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        NetworkLog.Listening(Logger, IPAddress, Port);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <inheritdoc/>
    public string IPAddress => _options.Address.ToString();

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public bool IsListening => !_accepting.IsCompleted && !_stopping.IsCancellationRequested;

    /// <inheritdoc/>
    public Exception? Exception { get; private set; }

    /// <inheritdoc/>
    public DicomServerOptions Options { get; }

    /// <inheritdoc/>
    public ILogger Logger { get; }

    /// <summary>How the connections that are over have ended.</summary>
    public ConnectionTally Tally => _options.Tally;

    /// <summary>Connections open now.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>Associations open now.</summary>
    public int OpenAssociations => _connections.Associations;

    /// <summary>Listens from the moment of return.</summary>
    /// <param name="options">What is taken.</param>
    /// <param name="create">Makes the service of a connection.</param>
    /// <exception cref="DicomNetworkException">The port cannot be opened; the cause is the inner exception.</exception>
    public static AssociationListener Start(
        AssociationListenerOptions options, Func<INetworkStream, ILogger, DicomServiceDependencies, DicomService> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(create);
        var socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.Address.Equals(System.Net.IPAddress.IPv6Any)) socket.DualMode = true;
            else if (options.Address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = false;
            // Windows would let a second process take the same port; on Unix this option does the opposite and stays as it is.
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(options.Address, options.Port));
            socket.Listen(NetworkLimits.Backlog);
            return new AssociationListener(options, create, socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new DicomNetworkException($"Cannot listen on {options.Address}:{options.Port}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _stopping.Cancel();
        _socket.Dispose();
        foreach (var connection in _connections.All) connection.Stop();
    }

    /// <summary>Stops listening, lets open associations end by themselves for a while, then aborts those that are left.</summary>
    public async Task StopAsync(TimeSpan drain, CancellationToken cancellation = default)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        try
        {
            await Task.WhenAll(_connections.All.Select(connection => connection.Running))
                .WaitAsync(drain, _options.Time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Their time is up: aborted below.
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops; does not wait for the services to end.</summary>
    public void Dispose() => Stop();

    /// <summary>Stops, and waits until every service has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.All.Select(connection => connection.Running)).ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Open(await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The caller has gone before we came to it: no reason to keep the next one waiting.
            }
            catch (Exception e) // part of the association loop: whatever one caller brings about, the next one is served
            {
                if (_stopping.IsCancellationRequested) return;
                NetworkLog.AcceptFailed(Logger, e);
                // Out of sockets, most likely: they come back when connections end.
                await Task.Delay(PauseAfterFailure, _options.Time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Open(Socket socket)
    {
        try
        {
            socket.NoDelay = _options.Service.TcpNoDelay;
            if (_options.Service.TcpReceiveBufferSize is { } receive) socket.ReceiveBufferSize = receive;
            if (_options.Service.TcpSendBufferSize is { } send) socket.SendBufferSize = send;
            Enter(new ListenerConnection(AssociationNumber.Next(), new TcpNetworkStream(socket), _options.Time.GetUtcNow()));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // Reset between the accept and now, as port scanners do.
            NetworkLog.LostAtOnce(Logger, e.Message);
            socket.Dispose();
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Enter(ListenerConnection connection)
    {
        if (!_connections.TryAdd(connection))
        {
            connection.Network.Dispose();
            connection.MarkEnd(AssociationEnd.TooManyConnections, null);
            Report(connection);
            return;
        }

        connection.Running = RunAsync(connection);
    }

    private async Task RunAsync(ListenerConnection connection)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (_stopping.IsCancellationRequested) connection.Stop();
            var stream = await EnterTlsAsync(connection).ConfigureAwait(false);
            if (stream is not null) await ServeAsync(connection, stream).ConfigureAwait(false);
        }
        catch (Exception e) // the association loop
        {
            NetworkLog.AssociationFailed(Logger, e, connection.Number);
            connection.MarkEnd(AssociationEnd.LocalAbort, null);
        }
        finally
        {
            connection.Service?.Dispose();
            connection.Network.Dispose();
            _connections.Remove(connection);
            Report(connection);
        }
    }

    private async ValueTask<INetworkStream?> EnterTlsAsync(ListenerConnection connection)
    {
        if (_options.TlsAcceptor is not { } acceptor) return connection.Network;
        var entrance = new TlsEntrance(acceptor, _options.ArtimTimeout, _options.Time);
        var secured = await entrance.PassAsync(connection, () => _connections.BeginHandshake(connection)).ConfigureAwait(false);
        connection.IsHandshaking = false;
        if (connection.End == AssociationEnd.TlsFailed) NetworkLog.TlsFailed(Logger, connection.Number, connection.Failure!);
        return secured;
    }

    private async Task ServeAsync(ListenerConnection connection, INetworkStream stream)
    {
        var environment = new ServiceEnvironment
        {
            Number = connection.Number,
            IsRequestor = false,
            Options = _options.Service,
            Time = _options.Time,
            Artim = _options.ArtimTimeout,
            Idle = _options.IdleTimeout,
            MaximumDataSetLength = _options.MaxDataSetLength,
            TemporaryFolder = _options.TemporaryFolder,
            Enter = () => _connections.Associate(connection),
            Leave = () => _connections.Dissociate(connection),
        };
        var service = _create(stream, Logger, new DicomServiceDependencies(environment));
        if (_options.UserState is { } state) service.UserState = state;
        if (connection.TryServe(service)) await service.RunAsync().ConfigureAwait(false);
        else service.Dispose();
    }

    private void Report(ListenerConnection connection)
    {
        try
        {
            var service = connection.Service;
            var failure = service is { Upper.Failure: { Kind: not Pdu.PduFailureKind.None } found } ? found : default(Pdu.PduFailure?);
            var report = new AssociationReport
            {
                Number = connection.Number,
                RemoteHost = connection.Network.RemoteHost,
                RemotePort = connection.Network.RemotePort,
                CallingAE = service?.Association?.CallingAE,
                CalledAE = service?.Association?.CalledAE,
                End = connection.End,
                RejectReason = service?.RejectReason,
                Failure = failure?.ToString() ?? connection.Failure,
                FailureKind = failure?.Kind.ToString() ?? connection.Failure,
                Contexts = service?.Association is { } association ? [.. association.PresentationContexts] : [],
                Opened = connection.Opened,
                Duration = _options.Time.GetUtcNow() - connection.Opened,
                BytesReceived = service?.Upper.BytesReceived ?? 0,
                InstancesStored = service?.InstancesStored ?? 0,
                InstancesRefused = service?.InstancesRefused ?? 0,
            };
            _options.Tally.Add(report);
            _options.AssociationEnded?.Invoke(report);
        }
        catch (Exception e) // part of the association loop: an observer's failure is not the caller's
        {
            NetworkLog.ObserverFailed(Logger, e, connection.Number);
        }
    }
}
