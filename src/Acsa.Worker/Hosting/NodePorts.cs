using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Spool;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>The ports that scanners call, one for each address, without TLS and with it.</summary>
sealed class NodePorts(
    NodeConfiguration configuration, IAdmission admission, SpoolFolder spool, IRefusedCallers refused, ICommitments commitments,
    TlsStores tls,
    ConnectionCounts counts, ILoggerFactory logs) : IDisposable
{
    readonly List<DicomListener> _plain = [];
    readonly List<DicomListener> _secured = [];
    volatile bool _isOpen;

    /// <summary>Whether scanners can call.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>The port without TLS; 0 when there is none.</summary>
    public int Port => _plain.FirstOrDefault()?.Port ?? 0;

    /// <summary>The port with TLS; 0 when there is none.</summary>
    public int TlsPort => _secured.FirstOrDefault()?.Port ?? 0;

    /// <summary>In words, for the log.</summary>
    public string Description => (Port, TlsPort) switch
    {
        (var port, 0) => $"{port}",
        (0, var port) => $"{port} (TLS)",
        var (plain, secured) => $"{plain} and {secured} (TLS)",
    };

    /// <summary>Opens them all, or none: then it throws <see cref="DicomNetworkException"/>.</summary>
    public void Open()
    {
        try
        {
            foreach (var address in configuration.Dicom.Bind)
            {
                if (configuration.Dicom.Tls is not { Only: true }) _plain.Add(Listen(address, configuration.Dicom.Port, Port, null));
                if (configuration.Dicom.Tls is { } secured) _secured.Add(Listen(address, secured.Port, TlsPort, tls.Listener));
            }

            _isOpen = true;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _isOpen = false;
        foreach (var listener in _plain.Concat(_secured)) listener.Dispose();
    }

    // A free port that one address has taken is the port of the others too.
    DicomListener Listen(string address, int wanted, int taken, Func<TlsSide>? side) =>
        DicomListener.Start(address, wanted == 0 ? taken : wanted, admission, spool, refused, logs, new ListenerSettings
        {
            Tls = side,
            MaxAssociations = configuration.Dicom.MaxAssociations,
            MaxAssociationsPerHost = configuration.Dicom.MaxAssociationsPerHost,
            Commitments = commitments,
            Counts = counts,
        });
}
