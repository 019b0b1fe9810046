using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<long, Connection> _connections = [];
    private readonly Task _accepting;
    private int _associations;

    private AssociationListener(
        AssociationListenerOptions options, Func<INetworkStream, ILogger, DicomServiceDependencies, DicomService> create, Socket socket)
    {
        (_options, _create, _socket) = (options, create, socket);
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

    /// <summary>Connections open now.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>Associations open now.</summary>
    public int OpenAssociations => Volatile.Read(ref _associations);

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
            // Windows would let a second process take the same port; on Unix this option does the opposite and stays as it is.
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(options.Address, options.Port));
            socket.Listen(backlog: 128);
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
        foreach (var connection in _connections.Values) connection.Service.Upper.Stop(AssociationEnd.Stopped);
    }

    /// <summary>Stops listening, lets open associations end by themselves for a while, then aborts those that are left.</summary>
    public async Task StopAsync(TimeSpan drain, CancellationToken cancellation = default)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        try
        {
            await Task.WhenAll(_connections.Values.Select(connection => connection.Running))
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
        await Task.WhenAll(_connections.Values.Select(connection => connection.Running)).ConfigureAwait(false);
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
            Serve(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Serve(Socket socket)
    {
        var number = AssociationNumber.Next();
        var network = new TcpNetworkStream(socket);
        if (_connections.Count >= _options.MaxConnections)
        {
            network.Dispose();
            Report(number, network, null, AssociationEnd.TooManyConnections, _options.Time.GetUtcNow());
            return;
        }

        socket.NoDelay = _options.Service.TcpNoDelay;
        if (_options.Service.TcpReceiveBufferSize is { } receive) socket.ReceiveBufferSize = receive;
        if (_options.Service.TcpSendBufferSize is { } send) socket.SendBufferSize = send;

        var hasEntered = false;
        var environment = new ServiceEnvironment
        {
            Number = number,
            IsRequestor = false,
            Options = _options.Service,
            Time = _options.Time,
            Artim = _options.ArtimTimeout,
            Idle = _options.IdleTimeout,
            MaximumDataSetLength = _options.MaxDataSetLength,
            TemporaryFolder = _options.TemporaryFolder,
            TryEnter = () => hasEntered = TryEnter(),
        };
        var service = _create(network, Logger, new DicomServiceDependencies(environment));
        if (_options.UserState is { } state) service.UserState = state;
        var start = new TaskCompletionSource();
        var connection = new Connection(service, RunAsync());
        _connections[number] = connection;
        start.SetResult();

        async Task RunAsync()
        {
            await start.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var opened = _options.Time.GetUtcNow();
            try
            {
                if (_stopping.IsCancellationRequested) service.Upper.Stop(AssociationEnd.Stopped);
                await service.RunAsync().ConfigureAwait(false);
            }
            catch (Exception e) // the association loop
            {
                NetworkLog.AssociationFailed(Logger, e, number);
                service.Dispose();
            }
            finally
            {
                if (hasEntered) Interlocked.Decrement(ref _associations);
                _connections.TryRemove(number, out _);
                Report(number, network, service, service.Upper.End, opened);
            }
        }
    }

    private bool TryEnter()
    {
        var count = Interlocked.Increment(ref _associations);
        if (_options.MaxAssociations == 0 || count <= _options.MaxAssociations) return true;
        Interlocked.Decrement(ref _associations);
        return false;
    }

    private void Report(long number, TcpNetworkStream network, DicomService? service, AssociationEnd end, DateTimeOffset opened)
    {
        try
        {
            _options.AssociationEnded?.Invoke(new AssociationReport
            {
                Number = number,
                RemoteHost = network.RemoteHost,
                RemotePort = network.RemotePort,
                CallingAE = service?.Association?.CallingAE,
                CalledAE = service?.Association?.CalledAE,
                End = end,
                RejectReason = service?.RejectReason,
                Failure = service is { Upper.Failure: { Kind: not Pdu.PduFailureKind.None } failure } ? failure.ToString() : null,
                Contexts = service?.Association is { } association ? [.. association.PresentationContexts] : [],
                Opened = opened,
                Duration = _options.Time.GetUtcNow() - opened,
                BytesReceived = service?.Upper.BytesReceived ?? 0,
                InstancesStored = service?.InstancesStored ?? 0,
                InstancesRefused = service?.InstancesRefused ?? 0,
            });
        }
        catch (Exception e) // part of the association loop: an observer's failure is not the caller's
        {
            NetworkLog.ObserverFailed(Logger, e, number);
        }
    }

    private sealed record Connection(DicomService Service, Task Running);
}
