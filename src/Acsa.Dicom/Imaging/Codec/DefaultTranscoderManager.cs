namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// The codecs of this library, all managed code: RLE both ways; JPEG baseline, extended and lossless, JPEG-LS, JPEG 2000
/// and frames that are merely encapsulated or deflated: decoding.
/// Others are loaded from nowhere: bytes from the network meet no native decoder.
/// </summary>
public class DefaultTranscoderManager : TranscoderManager
{
    /// <summary>Creates the list with all codecs in it.</summary>
    public DefaultTranscoderManager() => LoadBuiltIn();

    /// <summary>The list that DicomTranscoder asks.</summary>
    internal static ITranscoderManager Shared { get; } = new DefaultTranscoderManager();

    /// <summary>Restores the built-in codecs; there is no folder to search.</summary>
    public override void LoadCodecs(string? path = null, string? search = null) => LoadBuiltIn();

    private void LoadBuiltIn()
    {
        Codecs.Clear();
        Add(new DicomRleCodec());
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGProcess1));
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGProcess2_4));
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGProcess14));
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGProcess14SV1));
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGLSLossless));
        Add(new DicomJpegCodec(DicomTransferSyntax.JPEGLSNearLossless));
        Add(new DicomJpeg2000Codec(DicomTransferSyntax.JPEG2000Lossless));
        Add(new DicomJpeg2000Codec(DicomTransferSyntax.JPEG2000Lossy));
        // By their UIDs: fo-dicom, on which this list is compiled too (Acsa.DicomStack), has no constants for these.
        Add(new DicomPlainFrameCodec(DicomTransferSyntax.Parse("1.2.840.10008.1.2.1.98"), isDeflated: false));
        Add(new DicomPlainFrameCodec(DicomTransferSyntax.Parse("1.2.840.10008.1.2.8.1"), isDeflated: true));
    }

    private void Add(IDicomCodec codec) => Codecs.Add(codec.TransferSyntax, codec);
}
