using System.Net;
using System.Net.Sockets;

namespace Acsa.Dicom.Network;

/// <summary>A TCP connection as <see cref="INetworkStream"/>.</summary>
internal sealed class TcpNetworkStream : INetworkStream, IHalfClosable, IPromptReceiver, IPatientReader
{
    // tcp(7): not kept by the kernel, so it is set again for each wait.
    private const int TcpLevel = 6, TcpQuickAck = 12;
    private static readonly byte[] On = BitConverter.GetBytes(1);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    public TcpNetworkStream(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        socket.Blocking = false; // for TryRead; the stream is used asynchronously only
        (RemoteHost, RemotePort) = Describe(socket.RemoteEndPoint);
        (LocalHost, LocalPort) = Describe(socket.LocalEndPoint);
    }

    public string RemoteHost { get; }

    public string LocalHost { get; }

    public int RemotePort { get; }

    public int LocalPort { get; }

    /// <summary>Whether the peer has closed or reset the connection, and nothing of it is left to read.</summary>
    public bool IsLost
    {
        get
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectError) || (_socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    public Stream AsStream() => _stream;

    /// <summary>Waits for the peer's first bytes and returns them without taking them: none when it has closed.</summary>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public async ValueTask<byte[]> PeekAsync(int most, CancellationToken cancellation)
    {
        var bytes = new byte[most];
        var length = await _socket.ReceiveAsync(bytes, SocketFlags.Peek, cancellation).ConfigureAwait(false);
        return bytes[..length];
    }

    public PatientRead TryRead(Span<byte> buffer, TimeSpan patience, out int read)
    {
        read = 0;
        try
        {
            var first = Receive(buffer, out read);
            if (first != PatientRead.Nothing || patience == TimeSpan.Zero) return first;
            return _socket.Poll(patience, SelectMode.SelectRead) ? Receive(buffer, out read) : PatientRead.Nothing;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return PatientRead.Broken;
        }
    }

    private PatientRead Receive(Span<byte> buffer, out int read)
    {
        read = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => PatientRead.Done,
            SocketError.WouldBlock => PatientRead.Nothing,
            _ => PatientRead.Broken,
        };
    }

    public ValueTask CloseSendingAsync()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer closed first: what we wanted.
        }
        catch (ObjectDisposedException)
        {
            // A timer closed the connection in the meantime.
        }

        return ValueTask.CompletedTask;
    }

    // A sender with Nagle's algorithm on keeps the end of its data set back until all before it is acknowledged, and we, having nothing to
    // send, would acknowledge after 40 ms (RFC 1122 4.2.3.2). Windows has no such switch for a connection.
    public void AcknowledgeNow()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _socket.SetRawSocketOption(TcpLevel, TcpQuickAck, On);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection has ended: the read that follows says so.
        }
    }

    public void Dispose() => _stream.Dispose();

    private static (string Host, int Port) Describe(EndPoint? point)
    {
        if (point is not IPEndPoint ip) return ("", 0);
        var address = ip.Address.IsIPv4MappedToIPv6 ? ip.Address.MapToIPv4() : ip.Address;
        return (address.ToString(), ip.Port);
    }
}
