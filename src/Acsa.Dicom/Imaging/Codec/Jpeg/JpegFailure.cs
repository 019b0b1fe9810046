using System.Diagnostics.CodeAnalysis;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Every way a JPEG stream can be refused, each with its own sentence.</summary>
internal static class JpegFailure
{
    public static DicomCodecException NotJpeg() => new("The frame is not a JPEG stream: it does not begin with the SOI marker FFD8.");

    public static DicomCodecException Truncated(string where) => new($"The JPEG stream ends inside {where}.");

    public static DicomCodecException EntropyDataEnds() =>
        new("The JPEG stream's entropy-coded data end before the last block: the stream is truncated or damaged.");

    public static DicomCodecException BadCode() => new("The JPEG stream contains a bit sequence that is in none of its Huffman tables.");

    public static DicomCodecException Segment(string name, string why) => new($"The JPEG stream's {name} segment is invalid: {why}.");

    public static DicomCodecException MissingTable(string kind, int index) =>
        new($"The JPEG stream uses {kind} table {index}, which it never defines.");

    public static DicomCodecException Restart(int expected, int found) => found < 0
        ? new($"The JPEG stream has no marker where restart marker RST{expected} is due.")
        : new($"The JPEG stream has marker FF{found:X2} where restart marker RST{expected} is due.");

    public static DicomCodecException Size(int width, int height, int columns, int rows) =>
        new($"The JPEG stream is {width} × {height} pixels, but the data set says {columns} columns and {rows} rows.");

    public static DicomCodecException Components(int count, int samplesPerPixel) =>
        new($"The JPEG stream has {count} components, but the data set says {samplesPerPixel} samples per pixel.");

    public static DicomCodecException TooShort(long bytes, long blocks) =>
        new($"The JPEG stream's {bytes} bytes cannot hold the {blocks} blocks or samples its frame header promises.");

    /// <summary>
    /// The sentence for a coding process that is not decoded (T.81 table B.1), or null where <paramref name="marker"/> is decoded.
    /// </summary>
    public static string? UnsupportedProcess(byte marker) => marker switch
    {
        JpegMarker.Sof2Progressive => "Progressive DCT JPEG (SOF2) is not decoded: DICOM retired these processes.",
        JpegMarker.Sof5 or 0xC6 or JpegMarker.Sof7 => "Hierarchical (differential) JPEG is not decoded: DICOM retired these processes.",
        JpegMarker.JpegExtensions => "JPEG streams with the reserved extension marker FFC8 are not decoded.",
        JpegMarker.Sof9 or 0xCA or JpegMarker.Sof11 or JpegMarker.ArithmeticConditioning =>
            "Arithmetic-coded JPEG is not decoded: DICOM retired these processes.",
        JpegMarker.Sof13 or 0xCE or JpegMarker.Sof15 =>
            "Hierarchical arithmetic-coded JPEG is not decoded: DICOM retired these processes.",
        JpegMarker.HierarchicalProgression or JpegMarker.ExpandReference =>
            "Hierarchical JPEG (DHP, EXP) is not decoded: DICOM retired these processes.",
        JpegMarker.NumberOfLines => "JPEG streams that give their height in a DNL segment are not decoded.",
        JpegMarker.JpegLs or JpegMarker.JpegLsParameters => "The frame is a JPEG-LS stream, which its transfer syntax does not allow.",
        _ => null,
    };

    [DoesNotReturn]
    public static void ThrowBadCode() => throw BadCode();

    [DoesNotReturn]
    public static void ThrowEntropyDataEnds() => throw EntropyDataEnds();
}
