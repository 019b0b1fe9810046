using System.Net;
using System.Net.Sockets;

namespace Acsa.Dicom.Network;

/// <summary>A TCP connection as <see cref="INetworkStream"/>.</summary>
internal sealed class TcpNetworkStream : INetworkStream, IHalfClosable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    public TcpNetworkStream(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        (RemoteHost, RemotePort) = Describe(socket.RemoteEndPoint);
        (LocalHost, LocalPort) = Describe(socket.LocalEndPoint);
    }

    public string RemoteHost { get; }

    public string LocalHost { get; }

    public int RemotePort { get; }

    public int LocalPort { get; }

    public Stream AsStream() => _stream;

    public void CloseSending()
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
    }

    public void Dispose() => _stream.Dispose();

    private static (string Host, int Port) Describe(EndPoint? point)
    {
        if (point is not IPEndPoint ip) return ("", 0);
        var address = ip.Address.IsIPv4MappedToIPv6 ? ip.Address.MapToIPv4() : ip.Address;
        return (address.ToString(), ip.Port);
    }
}
