using System.Net;
using System.Text;
using Acsa.Dicom.Network.Tls;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>Opens ports for services. See <see cref="AssociationListener"/> for what goes beyond these parameters.</summary>
public static class DicomServerFactory
{
    /// <summary>Listens on every address of this machine, from the moment of return.</summary>
    /// <exception cref="DicomNetworkException">The port cannot be opened; the cause is the inner exception.</exception>
    public static IDicomServer Create<T>(
        int port, ITlsAcceptor? tlsAcceptor = null, Encoding? fallbackEncoding = null, ILogger? logger = null, object? userState = null,
        Action<DicomServerOptions>? configure = null)
        where T : DicomService, IDicomServiceProvider =>
        Create<T>(System.Net.IPAddress.Any.ToString(), port, tlsAcceptor, fallbackEncoding, logger, userState, configure);

    /// <summary>Listens on one address, from the moment of return. A service is created for each connection by its constructor.</summary>
    /// <exception cref="ArgumentException">The address is not an IP address.</exception>
    /// <exception cref="DicomNetworkException">The port cannot be opened; the cause is the inner exception.</exception>
    public static IDicomServer Create<T>(
        string ipAddress, int port, ITlsAcceptor? tlsAcceptor = null, Encoding? fallbackEncoding = null, ILogger? logger = null,
        object? userState = null, Action<DicomServerOptions>? configure = null)
        where T : DicomService, IDicomServiceProvider
    {
        // A mistyped address must not become "any": patient data would be taken from networks that nobody meant.
        if (!System.Net.IPAddress.TryParse(ipAddress, out var address))
            throw new ArgumentException($"'{ipAddress}' is not an IP address.", nameof(ipAddress));
        var server = new DicomServerOptions();
        configure?.Invoke(server);
        var activator = new ServiceActivator<T>(fallbackEncoding, userState);
        return AssociationListener.Start(
            new AssociationListenerOptions
            {
                Address = address,
                Port = port,
                TlsAcceptor = tlsAcceptor,
                MaxAssociations = server.MaxClientsAllowed,
                Logger = logger,
                UserState = userState,
            },
            activator.Create);
    }
}
