using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>
/// Receives an object into a temporary file for <see cref="IDicomCStoreProvider"/>; the file goes as soon as the provider is done.
/// </summary>
internal sealed class FileSink : ICStoreSink
{
    private readonly IDicomCStoreProvider _provider;
    private readonly DicomCStoreRequest _request;
    private readonly FileStream _stream;

    public FileSink(IDicomCStoreProvider provider, CommandSet command, DicomPresentationContext context, CStoreHeader header, string folder)
    {
        _provider = provider;
        // A name of our own: nothing that a peer chose becomes part of a path.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        // It holds patient data.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(Path.Combine(folder, Path.GetRandomFileName() + ".dcm"), options);
        var source = new ReceivedSource(_stream.Name, command, context);
        _request = new DicomCStoreRequest(command) { PresentationContext = context, Source = source };
        _stream.Write(ReceivedFileHeader.Write(header));
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _stream.WriteAsync(bytes, cancellation);

    public async ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        var response = await _provider.OnCStoreRequestAsync(_request).ConfigureAwait(false);
        File.Delete(_stream.Name);
        return response.Status;
    }

    public async ValueTask AbortAsync(CStoreAbortReason reason)
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _provider.OnCStoreRequestExceptionAsync(_stream.Name, new DicomNetworkException($"The object was not taken: {reason}."))
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(_stream.Name);
        }
    }

    private sealed class ReceivedSource(string path, CommandSet command, DicomPresentationContext context) : CStoreSource
    {
        public override string SopClassUid => command.SopClassUid!;

        public override string SopInstanceUid => command.SopInstanceUid!;

        public override DicomTransferSyntax TransferSyntax => context.AcceptedTransferSyntax!;

        public override ValueTask<Stream> OpenAsync(DicomTransferSyntax syntax, CancellationToken cancellation) =>
            new FileSource(path).OpenAsync(syntax, cancellation);

        public override DicomFile OpenFile() => DicomFile.Open(path);
    }
}
