namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>A component's part in a scan: its index in the frame and its Huffman tables (ITU-T T.81 B.2.3).</summary>
internal readonly record struct JpegScanComponent(int Index, int DcTable, int AcTable);

/// <summary>
/// The scan header, SOS (ITU-T T.81 B.2.3). For lossless frames <see cref="Start"/> is the predictor and <see cref="Low"/> the point
/// transform
/// in bits (table B.3); for sequential ones they carry nothing.
/// </summary>
internal sealed record JpegScanHeader(JpegScanComponent[] Components, int Start, int Low)
{
    /// <summary>Reads the payload of an SOS segment. Throws DicomCodecException when it names components the frame does not have.</summary>
    public static JpegScanHeader Parse(ReadOnlySpan<byte> segment, JpegFrameHeader frame)
    {
        // | 0 components | 2 bytes each | Ss | Se | Ah, Al |
        if (segment.Length < 1 || segment[0] < 1 || segment[0] > frame.Components.Length || segment.Length != 4 + 2 * segment[0])
            throw JpegFailure.Segment("SOS", "its length does not fit its number of components");
        var components = new JpegScanComponent[segment[0]];
        for (var i = 0; i < components.Length; i++)
        {
            var id = segment[1 + 2 * i];
            var tables = segment[2 + 2 * i];
            var index = Array.FindIndex(frame.Components, c => c.Id == id);
            if (index < 0) throw JpegFailure.Segment("SOS", $"it names component {id}, which the frame does not have");
            if (Array.Exists(components[..i], c => c.Index == index)) throw JpegFailure.Segment("SOS", $"it names component {id} twice");
            if (tables >> 4 > 3 || (tables & 15) > 3) throw JpegFailure.Segment("SOS", "a Huffman table selector is above 3");
            components[i] = new JpegScanComponent(index, tables >> 4, tables & 15);
        }
        // A sequential scan decodes the same whatever its last three bytes say (they are fixed at 0, 63, 0); a lossless one does not.
        var last = segment[^3..];
        if (frame.IsLossless && (last[1] != 0 || last[2] >> 4 != 0))
            throw JpegFailure.Segment("SOS", "its parameters are not those of a lossless scan");
        return new JpegScanHeader(components, last[0], last[2] & 15);
    }
}
