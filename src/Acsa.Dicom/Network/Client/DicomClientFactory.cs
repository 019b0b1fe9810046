using Acsa.Dicom.Network.Tls;

namespace Acsa.Dicom.Network.Client;

/// <summary>Makes clients.</summary>
public static class DicomClientFactory
{
    /// <summary>A client that has not connected yet.</summary>
    /// <param name="host">Name or address of the peer.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="useTls">TLS with the operating system's trust and no certificate of our own; else none.</param>
    /// <param name="callingAe">Our title.</param>
    /// <param name="calledAe">The peer's title.</param>
    /// <exception cref="ArgumentException">A title has more than 16 characters.</exception>
    public static IDicomClient Create(string host, int port, bool useTls, string callingAe, string calledAe) =>
        Create(host, port, useTls ? new DefaultTlsInitiator() : null, callingAe, calledAe);

    /// <summary>A client that has not connected yet.</summary>
    /// <param name="host">Name or address of the peer.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="tlsInitiator">Secures the connection; null = no TLS.</param>
    /// <param name="callingAe">Our title.</param>
    /// <param name="calledAe">The peer's title.</param>
    /// <exception cref="ArgumentException">A title has more than 16 characters.</exception>
    public static IDicomClient Create(string host, int port, ITlsInitiator? tlsInitiator, string callingAe, string calledAe)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new DicomClient(host, port, tlsInitiator, Checked(callingAe, nameof(callingAe)), Checked(calledAe, nameof(calledAe)));
    }

    private static string Checked(string title, string name)
    {
        ArgumentNullException.ThrowIfNull(title, name);
        return title.Length is > 0 and <= 16 ? title
            : throw new ArgumentException($"'{title}' is not a title of 1 to 16 characters.", name);
    }
}
