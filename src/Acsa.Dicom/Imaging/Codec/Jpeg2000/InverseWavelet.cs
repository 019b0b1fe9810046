using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// The inverse discrete wavelet transform (ITU-T T.800 annex F), in place. Rows are filtered one at a time, eight neighbouring samples at
/// once; columns in strips of sixteen.
/// </summary>
internal sealed class InverseWavelet
{
    /// <summary>Columns filtered together: what a cache line holds.</summary>
    private const int Strip = 16;

    // Table F.4.
    private const float Alpha = -1.586134342059924f;
    private const float Beta = -0.052980118572961f;
    private const float Gamma = 0.882911075530934f;
    private const float Delta = 0.443506852043971f;
    private const float K = 1.230174104914001f;

    private int[] _lines = [];
    private int[] _low = [];
    private int[] _high = [];

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
            for (var y = 0; y < height; y++) Row(component.Samples.AsSpan(y * stride, width), low.Width, high.X0 & 1, reversible);
            for (var x = 0; x < width; x += Strip)
                Columns(component.Samples, x, height, low.Height, high.Y0 & 1, stride, Math.Min(Strip, width - x), reversible);
        }
    }

    /// <summary>
    /// Filters one row whose low half precedes its high half. With <paramref name="parity"/> 0 sample 2i is low i and sample 2i + 1 high i;
    /// with 1 it is the other way round.
    /// </summary>
    private void Row(Span<int> row, int lowLength, int parity, bool reversible)
    {
        if (row.Length == 1)
        {
            Single(row, parity, reversible);
            return;
        }
        var highLength = row.Length - lowLength;
        // A margin of one on either side for the mirrored neighbours (F.3.7).
        var low = Room(ref _low, lowLength + 2);
        var high = Room(ref _high, highLength + 2);
        row[..lowLength].CopyTo(low[1..]);
        row[lowLength..].CopyTo(high[1..]);
        if (reversible)
        {
            // F.3.8.1. Low i lies between high i − 1 + parity and the next one, high i between low i − parity and the next one.
            Mirror(high, lowLength, parity);
            LiftLow(low.Slice(1, lowLength), high[parity..]);
            Mirror(low, highLength, 1 - parity);
            LiftHigh(high.Slice(1, highLength), low[(1 - parity)..]);
        }
        else
        {
            var lowFloats = MemoryMarshal.Cast<int, float>(low);
            var highFloats = MemoryMarshal.Cast<int, float>(high);
            var lows = lowFloats.Slice(1, lowLength);
            var highs = highFloats.Slice(1, highLength);
            Scale(lows, K);
            Scale(highs, 1 / K);
            // F.3.8.2.
            Mirror(high, lowLength, parity);
            Lift(lows, highFloats[parity..], Delta);
            Mirror(low, highLength, 1 - parity);
            Lift(highs, lowFloats[(1 - parity)..], Gamma);
            Mirror(high, lowLength, parity);
            Lift(lows, highFloats[parity..], Beta);
            Mirror(low, highLength, 1 - parity);
            Lift(highs, lowFloats[(1 - parity)..], Alpha);
        }
        if (parity == 0) Zip(low[1..], high[1..], row);
        else Zip(high[1..], low[1..], row);
    }

    /// <summary>
    /// Fills the margins of <paramref name="values"/> (which begin at 1): the neighbours of <paramref name="count"/> samples of the other
    /// half, the first of which lies before value <paramref name="parity"/>.
    /// </summary>
    private static void Mirror(Span<int> values, int count, int parity)
    {
        if (parity == 0) values[0] = values[1];
        var last = parity + count;
        if (last == values.Length - 1) values[last] = values[last - 1];
    }

    /// <summary>
    /// F.3.6: a single odd coefficient is twice the sample. Where layers are missing it may be an odd number: halved towards zero.
    /// </summary>
    private static void Single(Span<int> row, int parity, bool reversible)
    {
        if (parity == 0) return;
        if (reversible) row[0] /= 2;
        else MemoryMarshal.Cast<int, float>(row)[0] *= 0.5f;
    }

    private static Span<int> Room(ref int[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new int[length];
        return buffer.AsSpan(0, length);
    }

    /// <summary>F.3.8.1, first step: each value with its neighbours <c>beside[i]</c> and <c>beside[i + 1]</c>.</summary>
    private static void LiftLow(Span<int> values, ReadOnlySpan<int> beside)
    {
        beside = beside[..(values.Length + 1)];
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var neighbour = ref MemoryMarshal.GetReference(beside);
        var two = Vector256.Create(2);
        var i = 0;
        for (; i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var (before, after) = (Vector256.LoadUnsafe(ref neighbour, (nuint)i), Vector256.LoadUnsafe(ref neighbour, (nuint)(i + 1)));
            (Vector256.LoadUnsafe(ref value, (nuint)i) - ((before + after + two) >> 2)).StoreUnsafe(ref value, (nuint)i);
        }
        for (; i < values.Length; i++) values[i] -= (beside[i] + beside[i + 1] + 2) >> 2;
    }

    /// <summary>F.3.8.1, second step.</summary>
    private static void LiftHigh(Span<int> values, ReadOnlySpan<int> beside)
    {
        beside = beside[..(values.Length + 1)];
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var neighbour = ref MemoryMarshal.GetReference(beside);
        var i = 0;
        for (; i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var (before, after) = (Vector256.LoadUnsafe(ref neighbour, (nuint)i), Vector256.LoadUnsafe(ref neighbour, (nuint)(i + 1)));
            (Vector256.LoadUnsafe(ref value, (nuint)i) + ((before + after) >> 1)).StoreUnsafe(ref value, (nuint)i);
        }
        for (; i < values.Length; i++) values[i] += (beside[i] + beside[i + 1]) >> 1;
    }

    /// <summary>F.3.8.2, one step.</summary>
    private static void Lift(Span<float> values, ReadOnlySpan<float> beside, float factor)
    {
        beside = beside[..(values.Length + 1)];
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var neighbour = ref MemoryMarshal.GetReference(beside);
        var i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (before, after) = (Vector256.LoadUnsafe(ref neighbour, (nuint)i), Vector256.LoadUnsafe(ref neighbour, (nuint)(i + 1)));
            (Vector256.LoadUnsafe(ref value, (nuint)i) - (before + after) * factor).StoreUnsafe(ref value, (nuint)i);
        }
        for (; i < values.Length; i++) values[i] -= (beside[i] + beside[i + 1]) * factor;
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref var value in values) value *= factor;
    }

    /// <summary>F.3.3: one of each by turns.</summary>
    private static void Zip(ReadOnlySpan<int> even, ReadOnlySpan<int> odd, Span<int> row)
    {
        var pairs = row.Length / 2;
        ref var first = ref MemoryMarshal.GetReference(even[..(row.Length - pairs)]);
        ref var second = ref MemoryMarshal.GetReference(odd[..pairs]);
        ref var target = ref MemoryMarshal.GetReference(row);
        var i = 0;
        for (; i <= pairs - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var a = Vector256.LoadUnsafe(ref first, (nuint)i).AsUInt32();
            var b = Vector256.LoadUnsafe(ref second, (nuint)i).AsUInt32();
            // As the halves of 64-bit numbers they lie in the order of the row.
            var lower = Vector256.WidenLower(a) | (Vector256.WidenLower(b) << 32);
            var upper = Vector256.WidenUpper(a) | (Vector256.WidenUpper(b) << 32);
            lower.AsInt32().StoreUnsafe(ref target, (nuint)(2 * i));
            upper.AsInt32().StoreUnsafe(ref target, (nuint)(2 * i + 8));
        }
        for (; i < pairs; i++) (row[2 * i], row[2 * i + 1]) = (even[i], odd[i]);
        if (row.Length > 2 * pairs) row[^1] = even[pairs];
    }

    /// <summary>Interleaves the low and high halves of up to sixteen columns (F.3.3), filters, and writes back.</summary>
    private void Columns(int[] samples, int start, int length, int lowLength, int parity, int stride, int columns, bool reversible)
    {
        var lines = Room(ref _lines, length * Strip);
        for (var i = 0; i < length; i++)
        {
            // An even coordinate holds a low-pass coefficient; i counts from one of the given parity.
            var source = (i + parity) % 2 == 0 ? i / 2 : lowLength + i / 2;
            samples.AsSpan(start + source * stride, columns).CopyTo(lines[(i * Strip)..]);
        }
        if (reversible) Reversible(MemoryMarshal.Cast<int, Line>(lines), parity);
        else Irreversible(MemoryMarshal.Cast<int, FloatLine>(lines), parity);
        for (var i = 0; i < length; i++) lines.Slice(i * Strip, columns).CopyTo(samples.AsSpan(start + i * stride));
    }

    /// <summary>F.3.8.1, the 5-3 filter.</summary>
    private static void Reversible(Span<Line> lines, int parity)
    {
        if (lines.Length == 1)
        {
            if (parity == 1) lines[0] = lines[0].HalvedTowardsZero();
            return;
        }
        for (var i = parity; i < lines.Length; i += 2) lines[i].SubtractQuarter(in Before(lines, i), in After(lines, i));
        for (var i = 1 - parity; i < lines.Length; i += 2) lines[i].AddHalf(in Before(lines, i), in After(lines, i));
    }

    /// <summary>F.3.8.2, the 9-7 filter.</summary>
    private static void Irreversible(Span<FloatLine> lines, int parity)
    {
        if (lines.Length == 1)
        {
            if (parity == 1) lines[0].Scale(0.5f);
            return;
        }
        for (var i = parity; i < lines.Length; i += 2) lines[i].Scale(K);
        for (var i = 1 - parity; i < lines.Length; i += 2) lines[i].Scale(1 / K);
        Lift(lines, parity, Delta);
        Lift(lines, 1 - parity, Gamma);
        Lift(lines, parity, Beta);
        Lift(lines, 1 - parity, Alpha);
    }

    private static void Lift(Span<FloatLine> lines, int first, float factor)
    {
        for (var i = first; i < lines.Length; i += 2) lines[i].Subtract(in Before(lines, i), in After(lines, i), factor);
    }

    /// <summary>F.3.7: the signal is mirrored at its ends.</summary>
    private static ref T Before<T>(Span<T> lines, int i) => ref lines[i > 0 ? i - 1 : 1];

    private static ref T After<T>(Span<T> lines, int i) => ref lines[i + 1 < lines.Length ? i + 1 : i - 1];

    /// <summary>One sample of each column of a strip.</summary>
    private struct Line
    {
        private Vector256<int> _left;
        private Vector256<int> _right;

        public readonly Line HalvedTowardsZero() => new() { _left = Half(_left), _right = Half(_right) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void SubtractQuarter(in Line before, in Line after)
        {
            var two = Vector256.Create(2);
            _left -= (before._left + after._left + two) >> 2;
            _right -= (before._right + after._right + two) >> 2;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddHalf(in Line before, in Line after)
        {
            _left += (before._left + after._left) >> 1;
            _right += (before._right + after._right) >> 1;
        }

        private static Vector256<int> Half(Vector256<int> values) => (values - (values >> 31)) >> 1;
    }

    /// <summary>The same for irreversible coefficients.</summary>
    private struct FloatLine
    {
        private Vector256<float> _left;
        private Vector256<float> _right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Scale(float factor) => (_left, _right) = (_left * factor, _right * factor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Subtract(in FloatLine before, in FloatLine after, float factor)
        {
            _left -= (before._left + after._left) * factor;
            _right -= (before._right + after._right) * factor;
        }
    }
}
