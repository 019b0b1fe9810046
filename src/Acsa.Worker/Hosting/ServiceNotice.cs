using System.Net.Sockets;
using System.Text;

namespace Acsa.Worker.Hosting;

/// <summary>Tells systemd how the service does (sd_notify(3)): one datagram to the socket it names; elsewhere nothing.</summary>
static class ServiceNotice
{
    public static void Ready() => Send("READY=1");

    /// <summary>For systemd's watchdog (WatchdogSec= in the unit).</summary>
    public static void Alive() => Send("WATCHDOG=1");

    public static void Stopping() => Send("STOPPING=1");

    static void Send(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path || OperatingSystem.IsWindows()) return;
        // A leading '@' stands for the abstract namespace, written with a NUL.
        var address = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.SendTo(Encoding.UTF8.GetBytes(state), address);
        }
        catch (SocketException)
        {
            // Whoever set the variable does not listen any more; the service runs all the same.
        }
    }
}
