namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Decodes one scan of a lossless frame, Huffman-coded (ITU-T T.81 annex H): all seven predictors, 2 to 16 bits, point transform.
/// </summary>
internal static class JpegLosslessScan
{
    /// <summary>
    /// Decodes the entropy-coded segments that begin at <paramref name="position"/>; returns a position at or before the marker that
    /// follows.
    /// </summary>
    public static int Decode(
        JpegFrameHeader frame, JpegScanHeader scan, JpegTables tables, JpegPlane[] planes, ReadOnlySpan<byte> stream, int position)
    {
        if (scan.Start is < 1 or > 7) throw JpegFailure.Segment("SOS", $"predictor {scan.Start} is not one of 1 to 7");
        if (scan.Low >= frame.Precision) throw JpegFailure.Segment("SOS", "the point transform removes every bit");
        if (Array.Exists(frame.Components, c => c.Horizontal != frame.MaxHorizontal || c.Vertical != frame.MaxVertical))
            throw new DicomCodecException("Lossless JPEG with subsampled components is not decoded.");
        // H.1.1: a restart interval is a whole number of rows.
        var width = frame.Width;
        if (tables.RestartInterval % width != 0) throw JpegFailure.Segment("DRI", "a lossless restart interval must be whole rows");

        var decoders = scan.Components
            .Select(c => new ComponentDecoder(planes[c.Index], tables.Dc(c.DcTable), width, frame.Precision, scan.Start, scan.Low))
            .ToArray();
        var reader = new JpegBitReader(stream, position);
        var rowsPerRestart = tables.RestartInterval / width;
        for (var row = 0; row < frame.Height; row++)
        {
            var first = row == 0;
            if (rowsPerRestart > 0 && row > 0 && row % rowsPerRestart == 0)
            {
                reader.ReadRestart((row / rowsPerRestart - 1) & 7);
                first = true;
            }
            for (var column = 0; column < width; column++)
            {
                foreach (var decoder in decoders) decoder.DecodeSample(ref reader, column, first);
            }
            if (reader.Overrun) JpegFailure.ThrowEntropyDataEnds();
            foreach (var decoder in decoders) decoder.EndRow(row);
        }
        return reader.Position;
    }

    private sealed class ComponentDecoder(
        JpegPlane plane, JpegHuffmanTable table, int width, int precision, int predictor, int pointTransform)
    {
        private int[] _above = new int[width];
        private int[] _current = new int[width];

        /// <summary>H.1.2.1 with table H.1; <paramref name="first"/> is the first row of the scan or of a restart interval.</summary>
        public void DecodeSample(ref JpegBitReader reader, int column, bool first)
        {
            int prediction;
            if (first) prediction = column == 0 ? 1 << (precision - pointTransform - 1) : _current[column - 1];
            else if (column == 0) prediction = _above[0];
            else prediction = Predict(_current[column - 1], _above[column], _above[column - 1]);
            // H.1.2.1: arithmetic is modulo 2^16.
            _current[column] = (prediction + reader.ReadDifference(table, 16)) & 0xFFFF;
        }

        public void EndRow(int row)
        {
            if (precision <= 8)
            {
                var target = plane.Bytes.AsSpan(row * plane.Stride, width);
                for (var x = 0; x < width; x++) target[x] = (byte)(_current[x] << pointTransform);
            }
            else
            {
                var target = plane.Words.AsSpan(row * plane.Stride, width);
                for (var x = 0; x < width; x++) target[x] = (ushort)(_current[x] << pointTransform);
            }
            (_above, _current) = (_current, _above);
        }

        private int Predict(int left, int above, int corner) => predictor switch
        {
            1 => left,
            2 => above,
            3 => corner,
            4 => left + above - corner,
            5 => left + ((above - corner) >> 1),
            6 => above + ((left - corner) >> 1),
            _ => (left + above) >> 1,
        };
    }
}
