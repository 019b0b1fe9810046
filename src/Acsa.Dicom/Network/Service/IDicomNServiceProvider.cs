namespace Acsa.Dicom.Network;

/// <summary>A service that answers every N-service; one that answers two of them implements the interfaces of those.</summary>
public interface IDicomNServiceProvider : INActionProvider, INEventReportProvider
{
    /// <summary>Answers an N-CREATE request; an exception is answered with 0110.</summary>
    Task<DicomNCreateResponse> OnNCreateRequestAsync(DicomNCreateRequest request);

    /// <summary>Answers an N-DELETE request; an exception is answered with 0110.</summary>
    Task<DicomNDeleteResponse> OnNDeleteRequestAsync(DicomNDeleteRequest request);

    /// <summary>Answers an N-GET request; an exception is answered with 0110.</summary>
    Task<DicomNGetResponse> OnNGetRequestAsync(DicomNGetRequest request);

    /// <summary>Answers an N-SET request; an exception is answered with 0110.</summary>
    Task<DicomNSetResponse> OnNSetRequestAsync(DicomNSetRequest request);
}
