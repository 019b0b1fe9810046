using System.Globalization;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>A DIMSE message: a command set and perhaps a data set (PS3.7 6.3).</summary>
public abstract class DicomMessage
{
    private protected DicomMessage(CommandSet command) => CommandSet = command;

    /// <summary>Which message it is.</summary>
    public DicomCommandField Type => CommandSet.Field;

    /// <summary>Affected or Requested SOP Class UID.</summary>
    public DicomUID SOPClassUID => DicomUID.Parse(CommandSet.SopClassUid ?? "");

    /// <summary>Whether a data set goes with it.</summary>
    public virtual bool HasDataset => Dataset is not null;

    /// <summary>The presentation context that it came in, or is to go out in.</summary>
    public DicomPresentationContext? PresentationContext { get; set; }

    /// <summary>The command set, as a copy: changing it does not change the message.</summary>
    public DicomDataset Command => CommandSetView.Of(CommandSet with { HasDataSet = HasDataset });

    /// <summary>The data set, or null.</summary>
    public virtual DicomDataset? Dataset { get; set; }

    /// <summary>Whatever the caller wants to find again in a call-back.</summary>
    public object? UserState { get; set; }

    internal CommandSet CommandSet { get; set; }

    /// <summary>The name of the message and its Message ID; no patient data.</summary>
    public override string ToString()
    {
        var isRequest = !CommandSet.IsResponse;
        var id = isRequest ? CommandSet.MessageId : CommandSet.MessageIdBeingRespondedTo;
        var name = Type.ToString().Replace("Request", "", StringComparison.Ordinal).Replace("Response", "", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture,
            $"{name[..1]}-{name[1..].ToUpperInvariant()} {(isRequest ? "request" : "response")} [{id}]");
    }
}
