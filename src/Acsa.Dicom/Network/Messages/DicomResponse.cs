using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>A DIMSE response.</summary>
public abstract class DicomResponse : DicomMessage
{
    private protected DicomResponse(CommandSet command)
        : base(command)
    {
    }

    private protected DicomResponse(DicomRequest request, DicomStatus status)
        : base(request.CommandSet.Respond(status)) => PresentationContext = request.PresentationContext;

    /// <summary>Message ID Being Responded To (0000,0120).</summary>
    public ushort RequestMessageID => CommandSet.MessageIdBeingRespondedTo ?? 0;

    /// <summary>Status (0000,0900), with Error Comment (0000,0902) if there is one.</summary>
    public DicomStatus Status
    {
        get
        {
            var status = DicomStatus.Lookup(CommandSet.Status ?? DicomStatus.ProcessingFailure.Code);
            return CommandSet.ErrorComment is { } comment ? new DicomStatus(status, comment) : status;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CommandSet = CommandSet with { Status = value.Code, ErrorComment = value.ErrorComment };
        }
    }

    /// <summary>The name of the message, its Message ID and status; no patient data.</summary>
    public override string ToString() => $"{base.ToString()}: {Status}";
}
