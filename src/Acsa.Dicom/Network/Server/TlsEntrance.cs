using System.Net.Sockets;
using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.StateMachine;
using Acsa.Dicom.Network.Tls;

namespace Acsa.Dicom.Network;

/// <summary>What a connection passes on a TLS port: its first bytes are looked at, then the handshake is done.</summary>
internal sealed class TlsEntrance(ITlsAcceptor acceptor, TimeSpan longest, TimeProvider time)
{
    /// <summary>The secured stream, or null with the reason marked on the connection. Never throws for what a peer does.</summary>
    public async Task<INetworkStream?> PassAsync(ListenerConnection connection, Action beginHandshake)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, connection.Ending);
        try
        {
            var first = await connection.Network.PeekAsync(NetworkLimits.FirstBytes, either.Token).ConfigureAwait(false);
            if (StrangerTo(first) is { } stranger)
            {
                connection.MarkEnd(stranger, null);
                return null;
            }

            beginHandshake();
            var secured = await AcceptAsync(connection.Network, either.Token).ConfigureAwait(false);
            return new SecuredNetworkStream(connection.Network, secured);
        }
        catch (OperationCanceledException)
        {
            connection.MarkEnd(AssociationEnd.ArtimExpired, null); // unless it was told to end
        }
        catch (DicomTlsException e)
        {
            connection.MarkEnd(AssociationEnd.TlsFailed, e.Failure.ToString());
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            connection.MarkEnd(AssociationEnd.ConnectionLost, null);
        }

        return null;
    }

    private static AssociationEnd? StrangerTo(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty) return AssociationEnd.NothingSent;
        var protocol = StrangerProtocol.Classify(first);
        return protocol == AssociationEnd.TlsReceived ? null :
               (PduType)first[0] == PduType.AssociateRequest ? AssociationEnd.PlainDicomReceived : protocol;
    }

    private async Task<Stream> AcceptAsync(TcpNetworkStream network, CancellationToken cancellation)
    {
        var stream = network.AsStream();
        if (acceptor is IAsyncTlsAcceptor async)
            return await async.AcceptTlsAsync(stream, network.RemoteHost, network.LocalPort, cancellation).ConfigureAwait(false);
        // Blocks a thread; closing the socket is what ends it early.
        await using var _ = cancellation.Register(network.Dispose).ConfigureAwait(false);
        return await Task.Run(() => acceptor.AcceptTls(stream, network.RemoteHost, network.LocalPort), CancellationToken.None)
            .ConfigureAwait(false);
    }
}
