using System.Net.Security;

namespace Acsa.Dicom.Network;

/// <summary>A TCP connection whose bytes go through a secured stream.</summary>
internal sealed class SecuredNetworkStream(TcpNetworkStream network, Stream secured) : INetworkStream, IHalfClosable, IPromptReceiver
{
    public string RemoteHost => network.RemoteHost;

    public string LocalHost => network.LocalHost;

    public int RemotePort => network.RemotePort;

    public int LocalPort => network.LocalPort;

    public Stream AsStream() => secured;

    public async ValueTask CloseSendingAsync()
    {
        try
        {
            // RFC 8446 6.1: close_notify, without which the peer cannot tell our end from one that somebody in between has made.
            if (secured is SslStream tls) await tls.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection has ended already.
        }

        await network.CloseSendingAsync().ConfigureAwait(false);
    }

    public void AcknowledgeNow() => network.AcknowledgeNow();

    // The socket first: whatever still reads or writes ends, and then the secured stream has nobody to wait for.
    public void Dispose()
    {
        network.Dispose();
        secured.Dispose();
    }
}
