namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Decodes one scan of a sequential DCT frame, Huffman-coded (ITU-T T.81 F.2), into the planes of its components.</summary>
internal static class JpegSequentialScan
{
    /// <summary>
    /// Decodes the entropy-coded segments that begin at <paramref name="position"/>; returns a position at or before the marker that
    /// follows.
    /// </summary>
    public static int Decode(
        JpegFrameHeader frame, JpegScanHeader scan, JpegTables tables, JpegPlane[] planes, ReadOnlySpan<byte> stream, int position)
    {
        var decoders = scan.Components.Select(c => new ComponentDecoder(
            frame.Components[c.Index], planes[c.Index], tables.Dc(c.DcTable), tables.Ac(c.AcTable),
            tables.Quantization(frame.Components[c.Index].QuantizationTable), frame.Precision)).ToArray();

        // A.2.2: a scan of one component has no MCU padding; its data units are the component's own blocks.
        var alone = decoders.Length == 1;
        var across = alone ? JpegPlane.DivideUp(decoders[0].Plane.Width, 8) : JpegPlane.DivideUp(frame.Width, 8 * frame.MaxHorizontal);
        var down = alone ? JpegPlane.DivideUp(decoders[0].Plane.Height, 8) : JpegPlane.DivideUp(frame.Height, 8 * frame.MaxVertical);

        var reader = new JpegBitReader(stream, position);
        var untilRestart = tables.RestartInterval;
        var restart = 0;
        Span<int> block = stackalloc int[64];
        for (var row = 0; row < down; row++)
        {
            for (var column = 0; column < across; column++)
            {
                if (tables.RestartInterval > 0 && untilRestart-- == 0)
                {
                    reader.ReadRestart(restart);
                    restart = (restart + 1) & 7;
                    untilRestart = tables.RestartInterval - 1;
                    foreach (var decoder in decoders) decoder.Restart();
                }
                foreach (var decoder in decoders) decoder.DecodeUnit(ref reader, row, column, alone, block);
            }
        }
        return reader.Position;
    }

    private sealed class ComponentDecoder(
        JpegComponent component, JpegPlane plane, JpegHuffmanTable dc, JpegHuffmanTable ac, int[] quantization, int precision)
    {
        private int _prediction;

        public JpegPlane Plane => plane;

        public void Restart() => _prediction = 0;

        public void DecodeUnit(ref JpegBitReader reader, int row, int column, bool alone, scoped Span<int> block)
        {
            var (high, wide) = alone ? (1, 1) : (component.Vertical, component.Horizontal);
            for (var v = 0; v < high; v++)
            {
                for (var h = 0; h < wide; h++)
                {
                    var at = (row * high + v) * 8 * plane.Stride + (column * wide + h) * 8;
                    if (reader.ReadBlock(block, dc, ac, quantization, ref _prediction)) Store(block, at);
                    else Fill(JpegInverseDct.Flat(block[0], precision), at);
                }
            }
        }

        private void Store(Span<int> block, int at)
        {
            if (precision == 8)
            {
                JpegInverseDct.Transform(block, plane.Bytes.AsSpan(at), plane.Stride);
                return;
            }
            JpegInverseDct.Transform(block, precision);
            for (var y = 0; y < 8; y++, at += plane.Stride)
            {
                var source = block.Slice(8 * y, 8);
                var target = plane.Words.AsSpan(at, 8);
                for (var x = 0; x < 8; x++) target[x] = (ushort)source[x];
            }
        }

        private void Fill(int value, int at)
        {
            for (var y = 0; y < 8; y++, at += plane.Stride)
            {
                if (precision == 8) plane.Bytes.AsSpan(at, 8).Fill((byte)value);
                else plane.Words.AsSpan(at, 8).Fill((ushort)value);
            }
        }
    }
}
