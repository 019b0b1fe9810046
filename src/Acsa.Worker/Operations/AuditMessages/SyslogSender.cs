using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Acsa.Worker.Configuration;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>Takes audit messages to the repository: UDP (RFC 5426), or TLS with octet counting (RFC 5425) on a connection that
/// stays.</summary>
sealed class SyslogSender : IDisposable
{
    static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);
    readonly Uri _to;
    readonly TlsStore? _tls;
    Stream? _stream;
    UdpClient? _udp;

    /// <summary>Loads the certificates; throws <see cref="TlsFilesException"/> when they cannot be used.</summary>
    public SyslogSender(Uri to, DestinationTlsConfiguration? tls, TimeProvider time, ILogger log)
    {
        _to = to;
        if (tls is not null) _tls = TlsStore.Of(tls with { HostName = tls.HostName ?? to.Host }, time, log);
    }

    /// <summary>Sends one; throws <see cref="IOException"/> when the repository cannot be reached.</summary>
    public async Task SendAsync(byte[] message, CancellationToken stop)
    {
        try
        {
            if (_to.Scheme == "udp")
            {
                _udp ??= new UdpClient(_to.Host, _to.Port);
                await _udp.SendAsync(message, stop);
                return;
            }

            if (_stream is null || IsClosed(_stream)) _stream = await ConnectAsync(stop);
            await _stream.WriteAsync(SyslogMessage.Framed(message), stop);
            await _stream.FlushAsync(stop);
        }
        catch (Exception error) when (error is SocketException or AuthenticationException or DicomException or TimeoutException
            || (error is IOException) || (error is OperationCanceledException && !stop.IsCancellationRequested))
        {
            Drop();
            throw new IOException($"{_to.Host}:{_to.Port}: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        Drop();
        _tls?.Dispose();
    }

    Socket? _socket;

    // The repository never writes (RFC 5425 4): what can be read is the end.
    bool IsClosed(Stream stream)
    {
        if (_socket is not { } socket || !socket.Poll(0, SelectMode.SelectRead) || socket.Available > 0) return false;
        stream.Dispose();
        return true;
    }

    async Task<Stream> ConnectAsync(CancellationToken stop)
    {
        Drop();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Connecting);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_to.Host, _to.Port, limit.Token);
            _socket = socket;
            var plain = new NetworkStream(socket, ownsSocket: true);
            if (_tls is { } store)
                return await Task.Run(() => TlsStack.Initiator(() => store.Current).InitiateTls(plain, _to.Host, _to.Port), limit.Token);
            var secured = new SslStream(plain);
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = _to.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }, limit.Token);
            return secured;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    void Drop()
    {
        _stream?.Dispose();
        _udp?.Dispose();
        (_stream, _udp, _socket) = (null, null, null);
    }
}
