using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>Reads a JPEG-LS stream (ITU-T T.87), lossless or near-lossless, one or three components in any interleave. Truncated or damaged
/// streams are refused whole. Restart intervals, mapping tables and subsampling are refused by name.</summary>
internal static class JpegLsDecoder
{
    /// <summary>
    /// Decodes <paramref name="stream"/>. Throws DicomCodecException for anything but a whole stream that fits <paramref name="expected"/>.
    /// </summary>
    public static JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected)
    {
        if (stream.Length < 4 || stream[0] != 0xFF || stream[1] != JpegMarker.StartOfImage) throw JpegFailure.NotJpeg();
        var state = new DecodingState(expected);
        var position = 2;
        while (!state.Complete)
        {
            var marker = NextMarker(stream, ref position);
            if (marker == JpegMarker.EndOfImage) throw JpegFailure.EntropyDataEnds();
            if (marker is >= JpegMarker.Restart0 and <= JpegMarker.StartOfImage) continue;
            if (marker != JpegMarker.JpegLs && marker != JpegMarker.JpegLsParameters && IsOtherFrame(marker))
                throw new DicomCodecException($"With marker FF{marker:X2} the frame is not a JPEG-LS stream, as its transfer syntax says.");

            var segment = ReadSegment(stream, ref position, marker);
            position = state.Process(marker, segment, stream, position);
        }
        return state.Assemble();
    }

    private static bool IsOtherFrame(byte marker) =>
        marker is >= JpegMarker.Sof0Baseline and <= JpegMarker.Sof15 and not JpegMarker.HuffmanTables;

    /// <summary>
    /// T.87 A.1: in entropy-coded data a byte FF is never followed by one of 80 and above, so that such a pair is a marker.
    /// </summary>
    private static byte NextMarker(ReadOnlySpan<byte> stream, ref int position)
    {
        while (position + 1 < stream.Length)
        {
            var skip = stream[position..].IndexOf((byte)0xFF);
            if (skip < 0 || position + skip + 1 >= stream.Length) break;
            position += skip + 1;
            if (stream[position] is < 0x80 or 0xFF) continue;
            return stream[position++];
        }
        throw JpegFailure.Truncated("its segments: no further marker");
    }

    private static ReadOnlySpan<byte> ReadSegment(ReadOnlySpan<byte> stream, ref int position, byte marker)
    {
        if (position + 2 > stream.Length) throw JpegFailure.Truncated($"the length of marker FF{marker:X2}");
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[position..]);
        if (length < 2 || position + length > stream.Length) throw JpegFailure.Truncated($"the segment of marker FF{marker:X2}");
        var segment = stream.Slice(position + 2, length - 2);
        position += length;
        return segment;
    }

    private sealed class DecodingState(JpegExpectation expected)
    {
        private JpegFrameHeader? _frame;
        private JpegLsPreset _preset;
        private byte[] _samples = [];
        private bool[] _decoded = [];

        public bool Complete => _frame is not null && Array.TrueForAll(_decoded, d => d);

        public JpegImage Assemble() => new(
            _frame!.Width, _frame.Height, _decoded.Length, _frame.Precision,
            _decoded.Length == 1 ? JpegColourSpace.Grey : JpegColourSpace.Unstated, _samples);

        public int Process(byte marker, ReadOnlySpan<byte> segment, ReadOnlySpan<byte> stream, int position)
        {
            switch (marker)
            {
                case JpegMarker.JpegLs: StartFrame(segment); break;
                case JpegMarker.JpegLsParameters: _preset = JpegLsPreset.Parse(segment); break;
                case JpegMarker.RestartInterval when segment.ContainsAnyExcept((byte)0):
                    throw new DicomCodecException("JPEG-LS streams with restart intervals are not decoded.");
                case JpegMarker.StartOfScan: return DecodeScan(segment, stream, position);
            }
            return position;
        }

        private void StartFrame(ReadOnlySpan<byte> segment)
        {
            if (_frame is not null) throw JpegFailure.Segment("SOF55", "the stream has two frame headers");
            var frame = JpegFrameHeader.Parse(JpegMarker.JpegLs, segment);
            frame.Check(expected);
            if (Array.Exists(frame.Components, c => c.Horizontal != frame.MaxHorizontal || c.Vertical != frame.MaxVertical))
                throw new DicomCodecException("JPEG-LS streams with subsampled components are not decoded.");
            _frame = frame;
            _decoded = new bool[frame.Components.Length];
            _samples = new byte[checked(frame.Width * frame.Height * _decoded.Length * (frame.Precision > 8 ? 2 : 1))];
        }

        /// <summary>T.87 C.2.3: | 0 components | 2 bytes each: identifier, mapping table | NEAR | ILV | point transform |.</summary>
        private int DecodeScan(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> stream, int position)
        {
            if (_frame is null) throw JpegFailure.Segment("SOS", "it stands before the frame header");
            if (segment.Length < 1 || segment[0] < 1 || segment[0] > _decoded.Length || segment.Length != 4 + 2 * segment[0])
                throw JpegFailure.Segment("SOS", "its length does not fit its number of components");
            var components = new int[segment[0]];
            for (var i = 0; i < components.Length; i++)
            {
                var (id, table) = (segment[1 + 2 * i], segment[2 + 2 * i]);
                if (table != 0) throw new DicomCodecException("JPEG-LS streams with mapping tables are not decoded.");
                components[i] = Array.FindIndex(_frame.Components, c => c.Id == id);
                if (components[i] < 0) throw JpegFailure.Segment("SOS", $"it names component {id}, which the frame does not have");
                if (_decoded[components[i]]) throw JpegFailure.Segment("SOS", $"component {id} is coded twice");
                _decoded[components[i]] = true;
            }
            var (near, interleave, transform) = (segment[^3], segment[^2], segment[^1]);
            if (transform != 0) throw new DicomCodecException("JPEG-LS streams with a point transform are not decoded.");
            if (interleave > 2 || (interleave == 0) != (components.Length == 1))
                throw JpegFailure.Segment("SOS", $"interleave mode {interleave} does not fit {components.Length} components");

            var scan = new JpegLsScan(_frame, JpegLsParameters.Create(_frame.Precision, near, _preset), components, _samples);
            return scan.Decode(stream, position, bySample: interleave == 2);
        }
    }
}
