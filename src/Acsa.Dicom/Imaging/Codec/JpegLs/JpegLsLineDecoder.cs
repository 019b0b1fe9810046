namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>
/// Decodes lines of samples (ITU-T T.87 annex A). A line buffer has one sample of margin on each side: index 0 is Ra of the first sample,
/// index width + 1 is Rd of the last.
/// </summary>
internal sealed class JpegLsLineDecoder(JpegLsParameters parameters, int width)
{
    /// <summary>A.2.1: how many bits the length of a run takes, by run index.</summary>
    private static ReadOnlySpan<byte> J =>
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly JpegLsContexts _contexts = new(parameters);
    private readonly int[] _quantized = Quantize(parameters);

    /// <summary>One line of one component; <paramref name="runIndex"/> is that component's.</summary>
    public void DecodeLine(ref JpegLsBitReader reader, int[] above, int[] current, ref int runIndex)
    {
        Extend(above, current);
        for (var x = 1; x <= width;)
        {
            var (ra, rb, rc, rd) = (current[x - 1], above[x], above[x - 1], above[x + 1]);
            var q = Context(ra, rb, rc, rd);
            if (q != 0)
            {
                current[x++] = DecodeRegular(ref reader, q, ra, rb, rc);
                continue;
            }
            var run = ReadRun(ref reader, width - x + 1, ref runIndex, out var interrupted, out var lengthBits);
            current.AsSpan(x, run).Fill(ra);
            x += run;
            if (!interrupted) break;
            current[x] = DecodeInterruption(ref reader, current[x - 1], above[x], lengthBits, shared: false);
            x++;
        }
    }

    /// <summary>One line of all components, interleaved by sample: a run is a run of all of them (B.3).</summary>
    public void DecodeInterleavedLine(ref JpegLsBitReader reader, int[][] above, int[][] current, ref int runIndex)
    {
        for (var c = 0; c < current.Length; c++) Extend(above[c], current[c]);
        Span<int> contexts = stackalloc int[current.Length];
        for (var x = 1; x <= width;)
        {
            var run = true;
            for (var c = 0; c < current.Length; c++)
            {
                contexts[c] = Context(current[c][x - 1], above[c][x], above[c][x - 1], above[c][x + 1]);
                run &= contexts[c] == 0;
            }
            if (!run)
            {
                for (var c = 0; c < current.Length; c++)
                    current[c][x] = DecodeRegular(ref reader, contexts[c], current[c][x - 1], above[c][x], above[c][x - 1]);
                x++;
                continue;
            }
            var length = ReadRun(ref reader, width - x + 1, ref runIndex, out var interrupted, out var lengthBits);
            foreach (var line in current) line.AsSpan(x, length).Fill(line[x - 1]);
            x += length;
            if (!interrupted) break;
            for (var c = 0; c < current.Length; c++)
                current[c][x] = DecodeInterruption(ref reader, current[c][x - 1], above[c][x], lengthBits, shared: true);
            x++;
        }
    }

    /// <summary>
    /// A.2.1: outside samples. The line's left neighbour is the one above its first sample; the last sample above counts twice.
    /// </summary>
    private void Extend(int[] above, int[] current)
    {
        current[0] = above[1];
        above[width + 1] = above[width];
    }

    /// <summary>A.3.3 and A.3.4: the signed context number; 0 asks for run mode.</summary>
    private int Context(int ra, int rb, int rc, int rd)
    {
        var offset = parameters.MaxVal;
        return 81 * _quantized[rd - rb + offset] + 9 * _quantized[rb - rc + offset] + _quantized[rc - ra + offset];
    }

    private int DecodeRegular(ref JpegLsBitReader reader, int context, int ra, int rb, int rc)
    {
        var sign = context < 0 ? -1 : 1;
        var q = context * sign;
        var prediction = Math.Clamp(Median(ra, rb, rc) + sign * _contexts.Bias(q), 0, parameters.MaxVal);
        return Reconstruct(prediction, sign * _contexts.ReadRegularError(ref reader, q));
    }

    /// <summary>A.7.2; components interleaved by sample share the first context.</summary>
    private int DecodeInterruption(ref JpegLsBitReader reader, int ra, int rb, int lengthBits, bool shared)
    {
        var riType = !shared && Math.Abs(ra - rb) <= parameters.Near ? 1 : 0;
        var error = _contexts.ReadInterruptionError(ref reader, riType, lengthBits);
        if (riType == 1) return Reconstruct(ra, error);
        return Reconstruct(rb, ra > rb ? -error : error);
    }

    /// <summary>A.7.1.2: reads the length of a run; not interrupted means that it reaches the line's end.</summary>
    private static int ReadRun(ref JpegLsBitReader reader, int remaining, ref int runIndex, out bool interrupted, out int lengthBits)
    {
        var length = 0;
        interrupted = false;
        lengthBits = 0;
        while (length < remaining)
        {
            lengthBits = J[runIndex];
            if (reader.ReadBit() == 0)
            {
                length += lengthBits == 0 ? 0 : reader.ReadBits(lengthBits);
                if (length >= remaining) throw Jpeg.JpegFailure.BadCode();
                if (runIndex > 0) runIndex--;
                interrupted = true;
                break;
            }
            var full = 1 << lengthBits;
            if (length + full <= remaining && runIndex < 31) runIndex++;
            length = Math.Min(length + full, remaining);
        }
        return length;
    }

    /// <summary>A.4.1: the median edge detector.</summary>
    private static int Median(int ra, int rb, int rc)
    {
        var (low, high) = ra < rb ? (ra, rb) : (rb, ra);
        return rc >= high ? low : rc <= low ? high : ra + rb - rc;
    }

    /// <summary>A.4.4: error scaled by the quantization step, modulo the range, clamped.</summary>
    private int Reconstruct(int prediction, int error)
    {
        var step = 2 * parameters.Near + 1;
        var value = prediction + error * step;
        if (value < -parameters.Near) value += parameters.Range * step;
        else if (value > parameters.MaxVal + parameters.Near) value -= parameters.Range * step;
        return Math.Clamp(value, 0, parameters.MaxVal);
    }

    /// <summary>A.3.3: gradient to −4…4, for gradients from −MAXVAL to MAXVAL.</summary>
    private static int[] Quantize(JpegLsParameters p)
    {
        var table = new int[2 * p.MaxVal + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var d = Math.Abs(i - p.MaxVal);
            var level = d <= p.Near ? 0 : d < p.T1 ? 1 : d < p.T2 ? 2 : d < p.T3 ? 3 : 4;
            table[i] = i < p.MaxVal ? -level : level;
        }
        return table;
    }
}
