using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-GET-RSP (PS3.7 9.3.3.2).</summary>
public sealed class DicomCGetResponse : DicomResponse
{
    /// <summary>The response to a request.</summary>
    public DicomCGetResponse(DicomCGetRequest request, DicomStatus status)
        : base(request, status)
    {
    }

    internal DicomCGetResponse(CommandSet command)
        : base(command)
    {
    }

    /// <summary>Sub-operations not yet begun (0000,1020); 0 when the peer does not say.</summary>
    public int Remaining => CommandSet.RemainingSuboperations ?? 0;

    /// <summary>Sub-operations that succeeded (0000,1021).</summary>
    public int Completed => CommandSet.CompletedSuboperations ?? 0;

    /// <summary>Sub-operations that ended in a warning (0000,1023).</summary>
    public int Warnings => CommandSet.WarningSuboperations ?? 0;

    /// <summary>Sub-operations that failed (0000,1022); the data set of the last response may list their SOP instances.</summary>
    public int Failures => CommandSet.FailedSuboperations ?? 0;
}
