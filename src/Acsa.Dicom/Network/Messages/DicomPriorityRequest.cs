using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>A request with a priority: the C-services but for C-ECHO.</summary>
public abstract class DicomPriorityRequest : DicomRequest
{
    private protected DicomPriorityRequest(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Priority (0000,0700).</summary>
    public DicomPriority Priority => (DicomPriority)(CommandSet.Priority ?? 0);
}
