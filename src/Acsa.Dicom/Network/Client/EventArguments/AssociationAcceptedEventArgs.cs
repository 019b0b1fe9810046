namespace Acsa.Dicom.Network.Client.EventArguments;

/// <summary>What was negotiated.</summary>
public class AssociationAcceptedEventArgs(DicomAssociation association) : EventArgs
{
    /// <summary>The association, with the answers to its contexts.</summary>
    public DicomAssociation Association { get; } = association;
}
