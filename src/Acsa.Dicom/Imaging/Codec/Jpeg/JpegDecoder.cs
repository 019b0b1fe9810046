using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Reads a JPEG interchange stream (ITU-T T.81 annex B): baseline and extended sequential DCT and lossless, Huffman-coded. Every other
/// process is refused by name. Truncated or damaged entropy-coded data are an error, never a partly grey picture: it would be measured.
/// </summary>
internal static class JpegDecoder
{
    /// <summary>
    /// Decodes <paramref name="stream"/>. Throws DicomCodecException for anything but a whole stream that fits <paramref name="expected"/>.
    /// Where <paramref name="rgbFrom"/> says so, samples of eight bits come out as RGB.
    /// </summary>
    public static JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected, JpegRgbSource rgbFrom = JpegRgbSource.None)
    {
        if (stream.Length < 4 || stream[0] != 0xFF || stream[1] != JpegMarker.StartOfImage) throw JpegFailure.NotJpeg();
        using var state = new DecodingState(expected);
        var position = 2;
        while (!state.Complete)
        {
            var marker = NextMarker(stream, ref position);
            if (marker == JpegMarker.EndOfImage) throw JpegFailure.EntropyDataEnds();
            // B.1.1.3: RSTn, TEM and SOI stand alone, without a length. None has a meaning here.
            if (marker is >= JpegMarker.Restart0 and <= JpegMarker.StartOfImage or JpegMarker.Temporary) continue;
            if (JpegFailure.UnsupportedProcess(marker) is { } refusal) throw new DicomCodecException(refusal);

            var segment = ReadSegment(stream, ref position, marker);
            position = state.Process(marker, segment, stream, position);
        }
        return state.Assemble(rgbFrom);
    }

    private static byte NextMarker(ReadOnlySpan<byte> stream, ref int position)
    {
        // B.1.1.2: fill bytes FF may precede a marker; bytes between segments that are no marker are skipped, as other decoders do.
        while (position + 1 < stream.Length)
        {
            var skip = stream[position..].IndexOf((byte)0xFF);
            if (skip < 0 || position + skip + 1 >= stream.Length) break;
            position += skip + 1;
            if (stream[position] is 0 or 0xFF) continue;
            return stream[position++];
        }
        throw JpegFailure.Truncated("its segments: no further marker");
    }

    private static ReadOnlySpan<byte> ReadSegment(ReadOnlySpan<byte> stream, ref int position, byte marker)
    {
        if (position + 2 > stream.Length) throw JpegFailure.Truncated($"the length of marker FF{marker:X2}");
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[position..]);
        if (length < 2) throw JpegFailure.Segment($"FF{marker:X2}", "its length is below 2");
        if (position + length > stream.Length) throw JpegFailure.Truncated($"the segment of marker FF{marker:X2}");
        var segment = stream.Slice(position + 2, length - 2);
        position += length;
        return segment;
    }

    private sealed class DecodingState(JpegExpectation expected) : IDisposable
    {
        private readonly JpegTables _tables = new();
        private readonly JpegColourMarkers _colour = new();
        private JpegFrameHeader? _frame;
        private JpegPlane[] _planes = [];
        private bool[] _decoded = [];

        public bool Complete => _frame is not null && Array.TrueForAll(_decoded, d => d);

        public int Process(byte marker, ReadOnlySpan<byte> segment, ReadOnlySpan<byte> stream, int position)
        {
            switch (marker)
            {
                case JpegMarker.QuantizationTables: _tables.ReadQuantization(segment); break;
                case JpegMarker.HuffmanTables: _tables.ReadHuffman(segment); break;
                case JpegMarker.RestartInterval: _tables.ReadRestartInterval(segment); break;
                case JpegMarker.App0 or JpegMarker.App14: _colour.Read(marker, segment); break;
                case JpegMarker.Sof0Baseline or JpegMarker.Sof1Extended or JpegMarker.Sof3Lossless:
                    StartFrame(marker, segment, stream.Length);
                    break;
                case JpegMarker.StartOfScan: return DecodeScan(segment, stream, position);
            }
            return position;
        }

        public JpegImage Assemble(JpegRgbSource rgbFrom)
        {
            var space = _colour.Decide(_frame!);
            if (space == JpegColourSpace.Unstated && rgbFrom == JpegRgbSource.YCbCrOrUnstated) space = JpegColourSpace.YCbCr;
            return JpegAssembler.Assemble(_frame!, _planes, space, rgbFrom != JpegRgbSource.None);
        }

        public void Dispose()
        {
            foreach (var plane in _planes) plane?.Dispose();
        }

        private void StartFrame(byte marker, ReadOnlySpan<byte> segment, long streamLength)
        {
            if (_frame is not null) throw JpegFailure.Segment("SOF", "the stream has two frame headers");
            var frame = JpegFrameHeader.Parse(marker, segment);
            frame.Check(expected);
            var unit = frame.IsLossless ? 1 : 8;
            CheckPlausible(frame, unit, streamLength);
            _planes = new JpegPlane[frame.Components.Length];
            for (var i = 0; i < _planes.Length; i++) _planes[i] = new JpegPlane(frame, frame.Components[i], unit);
            _decoded = new bool[_planes.Length];
            _frame = frame;
        }

        /// <summary>
        /// A block takes two bits at least (one code each for DC and end of block), a lossless sample one: so few bytes cannot claim much
        /// memory.
        /// </summary>
        private static void CheckPlausible(JpegFrameHeader frame, int unit, long streamLength)
        {
            long units = 0;
            foreach (var c in frame.Components)
            {
                units += (long)JpegPlane.DivideUp(JpegPlane.DivideUp(frame.Width * c.Horizontal, frame.MaxHorizontal), unit)
                    * JpegPlane.DivideUp(JpegPlane.DivideUp(frame.Height * c.Vertical, frame.MaxVertical), unit);
            }
            var bits = units * (frame.IsLossless ? 1 : 2);
            if (bits > streamLength * 8) throw JpegFailure.TooShort(streamLength, units);
        }

        private int DecodeScan(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> stream, int position)
        {
            if (_frame is null) throw JpegFailure.Segment("SOS", "it stands before the frame header");
            var scan = JpegScanHeader.Parse(segment, _frame);
            foreach (var component in scan.Components)
            {
                if (_decoded[component.Index]) throw JpegFailure.Segment("SOS", "a component is coded in two scans");
                _decoded[component.Index] = true;
            }
            return _frame.IsLossless
                ? JpegLosslessScan.Decode(_frame, scan, _tables, _planes, stream, position)
                : JpegSequentialScan.Decode(_frame, scan, _tables, _planes, stream, position);
        }
    }
}
