namespace Acsa.Dicom.Network;

/// <summary>A service that takes associations.</summary>
public interface IDicomServiceProvider : IDicomService
{
    /// <summary>
    /// A peer requests an association: answer once with accept or reject. No answer, or an exception, becomes a rejection.
    /// </summary>
    Task OnReceiveAssociationRequestAsync(DicomAssociation association);

    /// <summary>The peer releases the association; the response is sent for a provider that does not.</summary>
    Task OnReceiveAssociationReleaseRequestAsync();
}
