namespace Acsa.Dicom.Network;

/// <summary>A service that answers N-EVENT-REPORT, for example storage commitment results.</summary>
public interface INEventReportProvider
{
    /// <summary>Answers an N-EVENT-REPORT request; an exception is answered with 0110.</summary>
    Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request);
}
