namespace Acsa.Dicom.Network;

/// <summary>A stream that can hurry its acknowledgements.</summary>
internal interface IPromptReceiver
{
    /// <summary>Acknowledges now what has arrived.</summary>
    void AcknowledgeNow();
}
