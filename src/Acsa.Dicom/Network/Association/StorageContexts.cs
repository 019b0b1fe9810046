using System.Collections.Frozen;

namespace Acsa.Dicom.Network;

/// <summary>The storage classes and transfer syntaxes that a receiver of ultrasound studies takes unless told otherwise.</summary>
public static class StorageContexts
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";
    private const string Syntax = "1.2.840.10008.1.2";

    /// <summary>Ultrasound (retired classes included: older consoles send them), and what comes along in a study.</summary>
    public static IReadOnlySet<DicomUID> Classes { get; } = new[]
    {
        "6.1", "3.1", "6", "3", // ultrasound, multi-frame; both retired
        "6.2", "6.3", // enhanced ultrasound volume, photoacoustic
        "7", "7.1", "7.2", "7.3", "7.4", // secondary capture, multi-frame
        "2", "2.1", "4", "4.1", // CT and MR, enhanced
        "66.4", "66.7", // segmentation, label map
        "88.11", "88.22", "88.33", "88.34", "88.35", "88.59", // structured reports, key objects
        "11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "11.7", "11.8", "11.9", "11.10", "11.11", "11.12", // presentation states
        "104.1", // encapsulated PDF
    }.Select(tail => DicomUID.Parse(Storage + tail)).ToFrozenSet();

    /// <summary>The two that every application entity can read and write: explicit and implicit VR little endian.</summary>
    public static IReadOnlyList<DicomTransferSyntax> Uncompressed { get; } =
        [DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian];

    /// <summary>Everything that is stored as received; which of it can be decoded is another question.</summary>
    public static IReadOnlyList<DicomTransferSyntax> TransferSyntaxes { get; } =
    [
        .. Uncompressed,
        .. new[]
        {
            ".4.70", ".4.57", ".4.80", ".4.90", ".4.92", ".5", // lossless: JPEG, JPEG-LS, JPEG 2000, RLE
            ".4.201", ".4.202", ".4.110", ".4.111", // high-throughput JPEG 2000, JPEG XL lossless and recompression
            ".4.50", ".4.51", ".4.81", ".4.91", ".4.93", ".4.203", ".4.112", // lossy
            ".4.100", ".4.100.1", ".4.101", ".4.101.1", ".4.102", ".4.102.1", ".4.103", ".4.103.1", ".4.104", ".4.104.1", // video
            ".4.105", ".4.105.1", ".4.106", ".4.106.1", ".4.107", ".4.108",
            ".1.99", ".1.98", ".2", // deflated, encapsulated uncompressed, big endian
        }.Select(tail => DicomTransferSyntax.Parse(Syntax + tail)),
    ];
}
