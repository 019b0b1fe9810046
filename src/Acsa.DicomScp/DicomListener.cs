using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>The node's ear: listens on a port and hands what arrives to a spool.</summary>
public sealed class DicomListener : IDisposable
{
    readonly IDicomServer _server;

    DicomListener(IDicomServer server) => _server = server;

    /// <summary>The port in use, also when a free one (0) was asked for.</summary>
    public int Port => _server.Port;

    /// <summary>Opens the port on an address of this machine; throws <see cref="DicomNetworkException"/> when it is taken.</summary>
    public static DicomListener Start(
        string address, int port, IAdmission admission, ISpool spool, IRefusedCallers refused, ILoggerFactory logs,
        ListenerSettings? settings = null)
    {
        settings ??= new();
        var setting = new StoreServiceSetting(admission, spool, refused, settings.Commitments,
            new CalmLogger(logs.CreateLogger<StoreService>(), TimeProvider.System));
        var options = new PortOptions
        {
            Address = address,
            Port = port,
            Tls = settings.Tls,
            MaxAssociations = settings.MaxAssociations,
            MaxAssociationsPerHost = settings.MaxAssociationsPerHost,
            MaxDataSetLength = Limits.DataSetLength,
            Counts = settings.Counts,
            UserState = setting,
            Logger = new CalmLogger(logs.CreateLogger<DicomListener>(), TimeProvider.System),
        };
        return new(DicomPort.Open(options, (stream, encoding, log, dependencies) => new StoreService(stream, encoding, log, dependencies)));
    }

    /// <summary>Takes no more associations and ends those that run.</summary>
    public void Dispose() => _server.Dispose();
}
