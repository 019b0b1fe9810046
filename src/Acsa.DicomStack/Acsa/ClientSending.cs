namespace Acsa.DicomStack;

/// <summary>Sending whose every request ends: answered, or the exception says why not.</summary>
public static class ClientSending
{
    /// <summary>Sends what is queued and throws the first failure, a <see cref="DicomNetworkException"/> where the network is the
    /// reason; a cancelled call throws <see cref="OperationCanceledException"/>.</summary>
    public static Task SendToEndAsync(this IDicomClient client, CancellationToken cancellation) => client.SendAsync(cancellation);

    /// <summary>Bounds the time that opening the connection may take.</summary>
    public static void ConnectWithin(this IDicomClient client, TimeSpan time) =>
        client.ClientOptions.ConnectionTimeoutInMs = (int)time.TotalMilliseconds;

    /// <summary>Whether the peer accepted no presentation context that fits a request; each other request was answered.</summary>
    public static bool IsContextRefused(Exception error) => error is PresentationContextRefusedException;
}
