namespace Acsa.Dicom.Network.Dimse;

/// <summary>Which status an exception of a provider becomes.</summary>
internal static class StoreFailures
{
    /// <summary>Trouble with the disk may pass, so the sender is told to try again; anything else is a processing failure.</summary>
    public static DicomStatus StatusOf(Exception e) =>
        e is IOException ? DicomStatus.StorageStorageOutOfResources : DicomStatus.ProcessingFailure;
}
