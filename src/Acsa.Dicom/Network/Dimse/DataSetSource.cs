namespace Acsa.Dicom.Network.Dimse;

/// <summary>An object in memory, encoded when it is sent.</summary>
internal sealed class DataSetSource : CStoreSource
{
    private readonly DicomFile _file;

    /// <exception cref="DicomDataException">The object has no SOP class or instance UID.</exception>
    public DataSetSource(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        SopClassUid = file.Dataset.GetSingleValue<string>(DicomTag.SOPClassUID);
        SopInstanceUid = file.Dataset.GetSingleValue<string>(DicomTag.SOPInstanceUID);
    }

    public override string SopClassUid { get; }

    public override string SopInstanceUid { get; }

    public override DicomTransferSyntax TransferSyntax => _file.Dataset.InternalTransferSyntax;

    public override ValueTask<Stream> OpenAsync(DicomTransferSyntax syntax, CancellationToken cancellation) =>
        new(DataSetCodec.Encode(_file.Dataset, syntax));

    public override DicomFile OpenFile() => _file;
}
