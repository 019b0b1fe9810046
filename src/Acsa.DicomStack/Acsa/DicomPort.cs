using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>Opens ports for services.</summary>
public static class DicomPort
{
    /// <summary>Listens from the moment of return.</summary>
    /// <param name="options">What is taken.</param>
    /// <param name="create">Makes the service of a connection.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="DicomNetworkException">The port cannot be opened.</exception>
    public static IDicomServer Open<T>(
        PortOptions options, Func<INetworkStream, Encoding, ILogger, DicomServiceDependencies, T> create)
        where T : DicomService, IDicomServiceProvider
    {
        if (!IPAddress.TryParse(options.Address, out var address))
            throw new ArgumentException($"'{options.Address}' is not an IP address.", nameof(options));
        var listening = new AssociationListenerOptions
        {
            Address = address,
            Port = options.Port,
            TlsAcceptor = options.Tls is { } tls ? TlsStack.Acceptor(tls) : null,
            MaxAssociations = options.MaxAssociations,
            MaxAssociationsPerHost = options.MaxAssociationsPerHost,
            MaxDataSetLength = options.MaxDataSetLength,
            UserState = options.UserState,
            Logger = options.Logger,
            AssociationEnded = report => options.Counts?.Add(ConnectionTally.NameOf(report)),
        };
        return AssociationListener.Start(listening, (stream, log, dependencies) => create(stream, Encoding.ASCII, log, dependencies));
    }
}
