namespace Acsa.Dicom.Network.Dimse;

/// <summary>A file on disk, sent as it lies there.</summary>
internal sealed class FileSource : CStoreSource
{
    private readonly string _path;
    private readonly FileHeader _header;

    /// <exception cref="DicomFileException">The file cannot be read, or is not a DICOM file.</exception>
    public FileSource(string path)
    {
        _path = path;
        _header = FileHeader.Read(path);
        TransferSyntax = DicomTransferSyntax.Parse(_header.TransferSyntaxUid);
    }

    public override string SopClassUid => _header.SopClassUid;

    public override string SopInstanceUid => _header.SopInstanceUid;

    public override DicomTransferSyntax TransferSyntax { get; }

    public override ValueTask<Stream> OpenAsync(DicomTransferSyntax syntax, CancellationToken cancellation)
    {
        if (syntax != TransferSyntax) return new(DataSetCodec.Encode(OpenFile().Dataset, syntax));

        // No buffer of the stream's own: whole PDUs are read at a time.
        var stream = new FileStream(_path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read,
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
        });
        stream.Position = _header.DataSetOffset;
        return new(stream);
    }

    public override DicomFile OpenFile() => DicomFile.Open(_path);
}
