using System.Net.Sockets;

namespace Acsa.DicomStack;

/// <summary>Sending whose every request ends: answered, or the exception says why not.</summary>
public static class ClientSending
{
    /// <summary>Sends what is queued and throws the first failure, a <see cref="DicomNetworkException"/> where the network is the
    /// reason; a cancelled call throws <see cref="OperationCanceledException"/>.</summary>
    public static async Task SendToEndAsync(this IDicomClient client, CancellationToken cancellation)
    {
        DicomRequestTimedOutException? timedOut = null;
        client.RequestTimedOut += OnTimedOut;
        try
        {
            await client.SendAsync(cancellation);
        }
        catch (AggregateException error) when (error.GetBaseException() is SocketException or IOException) // thrown by its connect
        {
            var reason = error.GetBaseException();
            throw new DicomNetworkException($"Cannot connect to {client.Host}:{client.Port}: {reason.Message}", reason);
        }
        finally
        {
            client.RequestTimedOut -= OnTimedOut;
        }

        // fo-dicom returns as if all were well after both.
        cancellation.ThrowIfCancellationRequested();
        if (timedOut is not null) throw timedOut;

        void OnTimedOut(object? sender, FellowOakDicom.Network.Client.EventArguments.RequestTimedOutEventArgs e) =>
            timedOut ??= new(e.Request, e.Timeout);
    }

    /// <summary>Bounds the time that opening the connection may take.</summary>
    /// <remarks>Not here: fo-dicom before 5.2 leaves it to the operating system, and this builds on both.</remarks>
    public static void ConnectWithin(this IDicomClient client, TimeSpan time)
    {
    }

    /// <summary>Whether the peer accepted no presentation context that fits a request; each other request was answered.</summary>
    /// <remarks>Never here: fo-dicom answers such a request in the peer's place, with status 0122.</remarks>
    public static bool IsContextRefused(Exception error) => false;
}
