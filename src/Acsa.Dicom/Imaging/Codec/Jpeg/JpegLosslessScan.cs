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

        var components = Array.ConvertAll(scan.Components,
            c => new Component(planes[c.Index], width, frame.Precision, scan.Start, scan.Low));
        var codes = Array.ConvertAll(scan.Components, c => tables.Dc(c.DcTable));
        var rows = Array.ConvertAll(components, _ => new int[width]);
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
            reader.ReadDifferences(codes, rows, width);
            if (reader.Overrun) JpegFailure.ThrowEntropyDataEnds();
            for (var i = 0; i < components.Length; i++) rows[i] = components[i].AddRow(rows[i], row, first);
        }
        return reader.Position;
    }

    private sealed class Component(JpegPlane plane, int width, int precision, int predictor, int pointTransform)
    {
        private int[] _above = new int[width];

        /// <summary>
        /// H.1.2.1 with table H.1: adds predictions to the differences in <paramref name="row"/>, keeps them as the next row's neighbours
        /// and returns an array for that one. <paramref name="first"/> is the first row of the scan or of a restart interval.
        /// </summary>
        public int[] AddRow(int[] row, int number, bool first)
        {
            var current = row.AsSpan(0, width);
            var above = _above.AsSpan(0, width);
            current[0] = ((first ? 1 << (precision - pointTransform - 1) : above[0]) + current[0]) & 0xFFFF;
            if (first || predictor == 1)
            {
                for (var x = 1; x < current.Length; x++) current[x] = (current[x - 1] + current[x]) & 0xFFFF;
            }
            else
            {
                // H.1.2.1: arithmetic is modulo 2^16.
                for (var x = 1; x < current.Length; x++)
                    current[x] = (Predict(current[x - 1], above[x], above[x - 1]) + current[x]) & 0xFFFF;
            }
            Write(current, number);
            (row, _above) = (_above, row);
            return row;
        }

        private void Write(ReadOnlySpan<int> samples, int row)
        {
            if (precision <= 8)
            {
                var target = plane.Bytes.AsSpan(row * plane.Stride, width);
                for (var x = 0; x < target.Length; x++) target[x] = (byte)(samples[x] << pointTransform);
            }
            else
            {
                var target = plane.Words.AsSpan(row * plane.Stride, width);
                for (var x = 0; x < target.Length; x++) target[x] = (ushort)(samples[x] << pointTransform);
            }
        }

        private int Predict(int left, int above, int corner) => predictor switch
        {
            2 => above,
            3 => corner,
            4 => left + above - corner,
            5 => left + ((above - corner) >> 1),
            6 => above + ((left - corner) >> 1),
            _ => (left + above) >> 1,
        };
    }
}
