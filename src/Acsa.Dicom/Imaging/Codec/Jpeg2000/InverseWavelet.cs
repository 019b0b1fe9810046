using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// The inverse discrete wavelet transform (ITU-T T.800 annex F), in place, eight rows or columns at a time. A line is one sample of each of
/// the eight.
/// </summary>
internal sealed class InverseWavelet
{
    private const int Lanes = 8;

    // Table F.4.
    private const float Alpha = -1.586134342059924f;
    private const float Beta = -0.052980118572961f;
    private const float Gamma = 0.882911075530934f;
    private const float Delta = 0.443506852043971f;
    private const float K = 1.230174104914001f;

    private int[] _lines = [];

    /// <summary>Turns the coefficients of <paramref name="component"/> into samples, resolution by resolution.</summary>
    public void Transform(TileComponent component)
    {
        var reversible = component.Style.IsReversible;
        for (var r = 1; r < component.Resolutions.Length; r++)
        {
            var (low, high) = (component.Resolutions[r - 1], component.Resolutions[r]);
            var (width, height, stride) = (high.Width, high.Height, component.Width);
            if (width == 0 || height == 0) continue;
            // F.3.2: rows first, then columns.
            for (var y = 0; y < height; y += Lanes)
                Pass(component.Samples, y * stride, width, low.Width, high.X0 & 1, 1, Math.Min(Lanes, height - y), stride, reversible);
            for (var x = 0; x < width; x += Lanes)
                Pass(component.Samples, x, height, low.Height, high.Y0 & 1, stride, Math.Min(Lanes, width - x), 1, reversible);
        }
    }

    /// <summary>Interleaves low and high halves (F.3.3), filters, and writes back.</summary>
    private void Pass(int[] samples, int start, int length, int lowLength, int parity, int along, int lanes, int across, bool reversible)
    {
        if (_lines.Length < length * Lanes) _lines = new int[length * Lanes];
        var lines = _lines.AsSpan(0, length * Lanes);
        for (var i = 0; i < length; i++)
        {
            // An even coordinate holds a low-pass coefficient; i counts from one of the given parity.
            var source = (i + parity) % 2 == 0 ? i / 2 : lowLength + i / 2;
            Move(samples, start + source * along, across, lines.Slice(i * Lanes, lanes), true);
        }
        if (reversible) Reversible(MemoryMarshal.Cast<int, Vector256<int>>(lines), parity);
        else Irreversible(MemoryMarshal.Cast<int, Vector256<float>>(lines), parity);
        for (var i = 0; i < length; i++) Move(samples, start + i * along, across, lines.Slice(i * Lanes, lanes), false);
    }

    private static void Move(int[] samples, int at, int across, Span<int> line, bool read)
    {
        if (across == 1)
        {
            var run = samples.AsSpan(at, line.Length);
            if (read) run.CopyTo(line);
            else line.CopyTo(run);
            return;
        }
        if (read) for (var i = 0; i < line.Length; i++, at += across) line[i] = samples[at];
        else for (var i = 0; i < line.Length; i++, at += across) samples[at] = line[i];
    }

    /// <summary>F.3.8.1, the 5-3 filter.</summary>
    private static void Reversible(Span<Vector256<int>> lines, int parity)
    {
        if (lines.Length == 1)
        {
            // F.3.6: a single odd coefficient is twice the sample. Where layers are missing it may be an odd number: halved towards zero.
            if (parity == 1) lines[0] = Vector256.ShiftRightArithmetic(lines[0] - Vector256.ShiftRightArithmetic(lines[0], 31), 1);
            return;
        }
        var two = Vector256.Create(2);
        for (var i = parity; i < lines.Length; i += 2)
            lines[i] -= Vector256.ShiftRightArithmetic(Before(lines, i) + After(lines, i) + two, 2);
        for (var i = 1 - parity; i < lines.Length; i += 2)
            lines[i] += Vector256.ShiftRightArithmetic(Before(lines, i) + After(lines, i), 1);
    }

    /// <summary>F.3.8.2, the 9-7 filter.</summary>
    private static void Irreversible(Span<Vector256<float>> lines, int parity)
    {
        if (lines.Length == 1)
        {
            if (parity == 1) lines[0] *= 0.5f;
            return;
        }
        for (var i = parity; i < lines.Length; i += 2) lines[i] *= K;
        for (var i = 1 - parity; i < lines.Length; i += 2) lines[i] *= 1 / K;
        Lift(lines, parity, Delta);
        Lift(lines, 1 - parity, Gamma);
        Lift(lines, parity, Beta);
        Lift(lines, 1 - parity, Alpha);
    }

    private static void Lift(Span<Vector256<float>> lines, int first, float factor)
    {
        for (var i = first; i < lines.Length; i += 2) lines[i] -= (Before(lines, i) + After(lines, i)) * factor;
    }

    /// <summary>F.3.7: the signal is mirrored at its ends.</summary>
    private static Vector256<T> Before<T>(Span<Vector256<T>> lines, int i) => lines[i > 0 ? i - 1 : 1];

    private static Vector256<T> After<T>(Span<Vector256<T>> lines, int i) => lines[i + 1 < lines.Length ? i + 1 : i - 1];
}
