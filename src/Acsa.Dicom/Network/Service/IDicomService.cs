namespace Acsa.Dicom.Network;

/// <summary>What every service is told.</summary>
public interface IDicomService
{
    /// <summary>The peer sent A-ABORT.</summary>
    void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason);

    /// <summary>The connection has closed, with the exception that broke it, if one did. Called once, last.</summary>
    void OnConnectionClosed(Exception? exception);
}
