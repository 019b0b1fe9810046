using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>Preset coding parameters as an LSE segment gives them (ITU-T T.87 C.2.4.1.1); 0 stands for the default.</summary>
internal readonly record struct JpegLsPreset(int MaxVal, int T1, int T2, int T3, int Reset)
{
    /// <summary>
    /// Reads the payload of an LSE segment: | 1 | MAXVAL | T1 | T2 | T3 | RESET |. Mapping tables and extended sizes are refused by name.
    /// </summary>
    public static JpegLsPreset Parse(ReadOnlySpan<byte> segment)
    {
        if (segment.Length == 0) throw JpegFailure.Segment("LSE", "it is empty");
        if (segment[0] is 2 or 3) throw new DicomCodecException("JPEG-LS streams with mapping tables are not decoded.");
        if (segment[0] == 4) throw new DicomCodecException("JPEG-LS streams with extended dimensions are not decoded.");
        if (segment[0] != 1 || segment.Length != 11) throw JpegFailure.Segment("LSE", "its kind or length is unknown");
        return new JpegLsPreset(
            BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[9..]));
    }
}
