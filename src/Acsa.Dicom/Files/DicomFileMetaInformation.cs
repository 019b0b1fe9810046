namespace Acsa.Dicom;

/// <summary>File meta information: group 0002 at the beginning of a file (PS3.10 7.1).</summary>
public class DicomFileMetaInformation : DicomDataset
{
    /// <summary>Version 1, nothing else.</summary>
    public DicomFileMetaInformation() => Version = [0, 1];

    /// <summary>What a data set's file should say.</summary>
    /// <exception cref="DicomDataException">The data set lacks its SOP Class or SOP Instance UID.</exception>
    public DicomFileMetaInformation(DicomDataset dataset) : this()
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ValidateItems = dataset.ValidateItems;
        MediaStorageSOPClassUID = dataset.GetSingleValue<DicomUID>(DicomTag.SOPClassUID);
        MediaStorageSOPInstanceUID = dataset.GetSingleValue<DicomUID>(DicomTag.SOPInstanceUID);
        TransferSyntax = dataset.InternalTransferSyntax;
        ImplementationClassUID = DicomImplementation.ClassUID;
        ImplementationVersionName = DicomImplementation.Version;
    }

    /// <summary>A copy.</summary>
    public DicomFileMetaInformation(DicomFileMetaInformation metaInfo) : base((DicomDataset)metaInfo)
    {
    }

    /// <summary>(0002,0001): two bytes, 0 and 1.</summary>
    public byte[] Version
    {
        get => TryGetValues<byte>(DicomTag.FileMetaInformationVersion, out var version) ? version : [];
        set => AddOrUpdate(DicomTag.FileMetaInformationVersion, value);
    }

    /// <summary>(0002,0002).</summary>
    public DicomUID MediaStorageSOPClassUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPClassUID);
        set => AddOrUpdate(DicomTag.MediaStorageSOPClassUID, value);
    }

    /// <summary>(0002,0003).</summary>
    public DicomUID MediaStorageSOPInstanceUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.MediaStorageSOPInstanceUID);
        set => AddOrUpdate(DicomTag.MediaStorageSOPInstanceUID, value);
    }

    /// <summary>(0002,0010): the syntax of the data set behind.</summary>
    public DicomTransferSyntax TransferSyntax
    {
        get => DicomTransferSyntax.Parse(GetSingleValue<string>(DicomTag.TransferSyntaxUID));
        set => AddOrUpdate(DicomTag.TransferSyntaxUID, value.UID);
    }

    /// <summary>(0002,0012): who wrote the file.</summary>
    public DicomUID ImplementationClassUID
    {
        get => GetSingleValue<DicomUID>(DicomTag.ImplementationClassUID);
        set => AddOrUpdate(DicomTag.ImplementationClassUID, value);
    }

    /// <summary>(0002,0013), or null.</summary>
    public string? ImplementationVersionName
    {
        get => GetText(DicomTag.ImplementationVersionName);
        set => SetText(DicomTag.ImplementationVersionName, value);
    }

    /// <summary>(0002,0016), or null.</summary>
    public string? SourceApplicationEntityTitle
    {
        get => GetText(DicomTag.SourceApplicationEntityTitle);
        set => SetText(DicomTag.SourceApplicationEntityTitle, value);
    }

    /// <summary>(0002,0017), or null.</summary>
    public string? SendingApplicationEntityTitle
    {
        get => GetText(DicomTag.SendingApplicationEntityTitle);
        set => SetText(DicomTag.SendingApplicationEntityTitle, value);
    }

    /// <summary>(0002,0018), or null.</summary>
    public string? ReceivingApplicationEntityTitle
    {
        get => GetText(DicomTag.ReceivingApplicationEntityTitle);
        set => SetText(DicomTag.ReceivingApplicationEntityTitle, value);
    }

    /// <summary>(0002,0100), or null.</summary>
    public DicomUID? PrivateInformationCreatorUID
    {
        get => GetSingleValueOrDefault<DicomUID?>(DicomTag.PrivateInformationCreatorUID, null);
        set => AddOrUpdate(DicomTag.PrivateInformationCreatorUID, value?.UID ?? "");
    }

    /// <summary>(0002,0102), or null.</summary>
    public byte[]? PrivateInformation
    {
        get => TryGetValues<byte>(DicomTag.PrivateInformation, out var bytes) ? bytes : null;
        set => AddOrUpdate(DicomTag.PrivateInformation, value);
    }

    /// <inheritdoc/>
    public override string ToString() => "DICOM File Meta Info";

    /// <inheritdoc/>
    protected override void ValidateTag(DicomTag tag)
    {
        if (tag.Group != 0x0002)
            throw new DicomDataException($"{tag} does not belong into file meta information, where only group 0002 is allowed");
    }

    private string? GetText(DicomTag tag) => GetSingleValueOrDefault<string?>(tag, null);

    private void SetText(DicomTag tag, string? value)
    {
        if (value is null) Remove(tag);
        else AddOrUpdate(tag, value);
    }
}
