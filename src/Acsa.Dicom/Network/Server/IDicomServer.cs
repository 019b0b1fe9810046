using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>A port that takes associations.</summary>
public interface IDicomServer : IDisposable
{
    /// <summary>The address listened on.</summary>
    string IPAddress { get; }

    /// <summary>The port listened on, also when a free one (0) was asked for.</summary>
    int Port { get; }

    /// <summary>Whether connections are accepted.</summary>
    bool IsListening { get; }

    /// <summary>Why listening ended, if not on request.</summary>
    Exception? Exception { get; }

    /// <summary>How many are taken at a time.</summary>
    DicomServerOptions Options { get; }

    /// <summary>Where the server logs.</summary>
    ILogger Logger { get; }

    /// <summary>Stops listening and aborts the associations that are open.</summary>
    void Stop();
}
