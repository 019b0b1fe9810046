namespace Acsa.Dicom.Network;

/// <summary>A service that answers N-ACTION, for example storage commitment requests.</summary>
public interface INActionProvider
{
    /// <summary>Answers an N-ACTION request; an exception is answered with 0110.</summary>
    Task<DicomNActionResponse> OnNActionRequestAsync(DicomNActionRequest request);
}
