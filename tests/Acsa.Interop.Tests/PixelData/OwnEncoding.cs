namespace Acsa.Interop.Tests.PixelData;

/// <summary>An encoding of ours and a peer that makes it native again: a row of the conformance table.</summary>
/// <param name="Read">Program and options; the names of source and target follow.</param>
internal sealed record OwnEncoding(DicomTransferSyntax Syntax, string Name, string[] Read)
{
    // pydicom's arrays are colour by pixel whatever the file was.
    const string Decompress =
        "import pydicom, sys; d = pydicom.dcmread(sys.argv[1]); d.PixelData = d.pixel_array.tobytes(); d.PlanarConfiguration = 0; "
        + "e = d['PixelData']; e.is_undefined_length = False; e.VR = 'OW'; "
        + "d.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2.1'; d.save_as(sys.argv[2])";

    static readonly string[] Pydicom = ["python3", "-c", Decompress];

    public static OwnEncoding[] All { get; } =
    [
        new(DicomTransferSyntax.ExplicitVRLittleEndian, "ours, read by dcmconv", ["dcmconv", "+te"]),
        new(DicomTransferSyntax.ExplicitVRLittleEndian, "ours, read by gdcmconv", ["gdcmconv", "--raw"]),
        new(DicomTransferSyntax.ImplicitVRLittleEndian, "ours, read by dcmconv", ["dcmconv", "+te"]),
        new(DicomTransferSyntax.ExplicitVRBigEndian, "ours, read by dcmconv", ["dcmconv", "+te"]),
        new(DicomTransferSyntax.DeflatedExplicitVRLittleEndian, "ours, read by dcmconv", ["dcmconv", "+te"]),
        new(DicomTransferSyntax.RLELossless, "ours, read by dcmdrle", ["dcmdrle"]),
        new(DicomTransferSyntax.RLELossless, "ours, read by gdcmconv", ["gdcmconv", "--raw"]),
        new(DicomTransferSyntax.RLELossless, "ours, read by pydicom", Pydicom),
    ];

    /// <summary>GDCM 3.0 takes High Bit for Bits Stored − 1, in native files too.</summary>
    public bool IsMisread(PixelSample sample) => Read[0] == "gdcmconv" && sample.HighBit != sample.Stored - 1;

    public string Row => $"{Syntax.UID.Name}: {Name}";
}
