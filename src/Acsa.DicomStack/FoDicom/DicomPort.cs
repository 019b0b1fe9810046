using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>Opens ports for services.</summary>
/// <remarks>fo-dicom has no limit for one address or one data set, and does not tell how a connection ended.</remarks>
public static class DicomPort
{
    /// <summary>Listens from the moment of return.</summary>
    /// <param name="options">What is taken.</param>
    /// <param name="create">Not used: fo-dicom calls the constructor of the service itself.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="DicomNetworkException">The port cannot be opened.</exception>
    public static IDicomServer Open<T>(
        PortOptions options, Func<INetworkStream, Encoding, ILogger, DicomServiceDependencies, T> create)
        where T : DicomService, IDicomServiceProvider
    {
        // fo-dicom would listen on every address instead.
        if (!IPAddress.TryParse(options.Address, out _))
            throw new ArgumentException($"'{options.Address}' is not an IP address.", nameof(options));
        return DicomServerFactory.Create<T>(
            options.Address, options.Port, options.Tls is { } tls ? TlsStack.Acceptor(tls) : null, logger: options.Logger,
            userState: options.UserState, configure: server => server.MaxClientsAllowed = options.MaxAssociations);
    }
}
