namespace Acsa.Dicom.Network;

/// <summary>A service that answers C-ECHO.</summary>
public interface IDicomCEchoProvider
{
    /// <summary>Answers a C-ECHO request; an exception is answered with 0110.</summary>
    Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request);
}
