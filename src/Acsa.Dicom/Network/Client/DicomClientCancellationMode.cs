namespace Acsa.Dicom.Network.Client;

/// <summary>How an association ends when its sender is cancelled.</summary>
public enum DicomClientCancellationMode
{
    /// <summary>Released, if no request is on its way; else aborted, as an answer is still owed.</summary>
    ImmediatelyReleaseAssociation,

    /// <summary>Aborted.</summary>
    ImmediatelyAbortAssociation,
}
