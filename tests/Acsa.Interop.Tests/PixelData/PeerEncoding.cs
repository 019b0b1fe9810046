namespace Acsa.Interop.Tests.PixelData;

/// <summary>A way in which a peer encodes a DICOM file, and how a peer decodes it again: a row of the conformance table.</summary>
/// <param name="Encode">Program and options; the names of source and target follow.</param>
/// <param name="Decode">Program and options that make it native again.</param>
/// <param name="Lossy">Whether the samples may differ from the source's; they are judged against the peer's own decoding then.</param>
internal sealed record PeerEncoding(DicomTransferSyntax Syntax, string Name, string[] Encode, string[] Decode, bool Lossy = false)
{
    static readonly string[] Djpeg = ["dcmdjpeg"];
    static readonly string[] Djpls = ["dcmdjpls"];
    static readonly string[] Drle = ["dcmdrle"];
    static readonly string[] Gdcm = ["gdcmconv", "--raw"];
    static readonly string[] Plain = ["dcmconv", "+te"];

    public static PeerEncoding[] All { get; } =
    [
        new(DicomTransferSyntax.ImplicitVRLittleEndian, "dcmconv +ti", ["dcmconv", "+ti"], Plain),
        new(DicomTransferSyntax.ExplicitVRBigEndian, "dcmconv +tb", ["dcmconv", "+tb"], Plain),
        new(DicomTransferSyntax.DeflatedExplicitVRLittleEndian, "dcmconv +td", ["dcmconv", "+td"], Plain),
        new(DicomTransferSyntax.RLELossless, "dcmcrle", ["dcmcrle"], Drle),
        new(DicomTransferSyntax.RLELossless, "gdcmconv --rle", ["gdcmconv", "--rle"], Gdcm),
        Jpeg(DicomTransferSyntax.JPEGProcess1, "+eb", "+q", "80"),
        Jpeg(DicomTransferSyntax.JPEGProcess1, "+eb", "+s4"),
        Jpeg(DicomTransferSyntax.JPEGProcess1, "+eb", "+n1"),
        Jpeg(DicomTransferSyntax.JPEGProcess1, "+eb", "+np"),
        Jpeg(DicomTransferSyntax.JPEGProcess1, "+eb", "+cr"),
        new(DicomTransferSyntax.JPEGProcess1, "gdcmconv --jpeg --lossy", ["gdcmconv", "--jpeg", "--lossy", "-q", "85"], Gdcm, Lossy: true),
        Jpeg(DicomTransferSyntax.JPEGProcess2_4, "+ee"),
        Jpeg(DicomTransferSyntax.JPEGProcess2_4, "+ee", "+bt"),
        .. Enumerable.Range(1, 7).Select(predictor => new PeerEncoding(DicomTransferSyntax.JPEGProcess14, $"dcmcjpeg +el +sv {predictor}",
            ["dcmcjpeg", "+el", "+sv", $"{predictor}"], Djpeg)),
        new(DicomTransferSyntax.JPEGProcess14SV1, "dcmcjpeg +e1", ["dcmcjpeg", "+e1"], Djpeg),
        new(DicomTransferSyntax.JPEGProcess14SV1, "dcmcjpeg +e1 +pl", ["dcmcjpeg", "+e1", "+pl"], Djpeg, Lossy: true),
        new(DicomTransferSyntax.JPEGProcess14SV1, "gdcmconv --jpeg", ["gdcmconv", "--jpeg"], Gdcm),
        new(DicomTransferSyntax.JPEGLSLossless, "dcmcjpls +el", ["dcmcjpls", "+el"], Djpls),
        new(DicomTransferSyntax.JPEGLSLossless, "dcmcjpls +el +il", ["dcmcjpls", "+el", "+il"], Djpls),
        new(DicomTransferSyntax.JPEGLSLossless, "dcmcjpls +el +is", ["dcmcjpls", "+el", "+is"], Djpls),
        new(DicomTransferSyntax.JPEGLSLossless, "dcmcjpls +el +in", ["dcmcjpls", "+el", "+in"], Djpls),
        new(DicomTransferSyntax.JPEGLSLossless, "gdcmconv --jpegls", ["gdcmconv", "--jpegls"], Gdcm),
        new(DicomTransferSyntax.JPEGLSNearLossless, "dcmcjpls +en", ["dcmcjpls", "+en", "+md", "3"], Djpls, Lossy: true),
        new(DicomTransferSyntax.JPEGLSNearLossless, "gdcmconv --jpegls --lossy", ["gdcmconv", "--jpegls", "--lossy", "-e", "2"], Gdcm,
            Lossy: true),
        new(DicomTransferSyntax.JPEG2000Lossless, "gdcmconv --j2k", ["gdcmconv", "--j2k"], Gdcm),
        new(DicomTransferSyntax.JPEG2000Lossy, "gdcmconv --j2k --lossy", ["gdcmconv", "--j2k", "--lossy", "-r", "6"], Gdcm, Lossy: true),
    ];

    public string Row => $"{Syntax.UID.Name}: {Name}";

    static PeerEncoding Jpeg(DicomTransferSyntax syntax, params string[] options) =>
        new(syntax, "dcmcjpeg " + string.Join(' ', options), ["dcmcjpeg", .. options], Djpeg, Lossy: true);
}
