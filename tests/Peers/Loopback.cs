using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Acsa.Peers;

internal static class Loopback
{
    /// <summary>A port nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until something accepts connections on the port.</summary>
    public static async Task WaitUntilListeningAsync(int port, PeerProcess owner)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (owner.HasExited) throw new InvalidOperationException($"The peer for port {port} ended before it listened:\n{owner.Output}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException($"Nothing listened on port {port} within a minute:\n{owner.Output}");
    }
}
