using System.Numerics;
using System.Runtime.InteropServices;

namespace Acsa.Imaging;

/// <summary>Sums of rows, many columns at a time.</summary>
internal static class WeightedRows
{
    /// <summary>
    /// <paramref name="target"/>[x] becomes the sum of weights[k] × rows[k × width + x], first to last, the width being the target's.
    /// </summary>
    public static void Sum(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, Span<float> target)
    {
        var width = target.Length;
        // Checked once, for the loads below.
        rows = rows[..(weights.Length * width)];
        ref var first = ref MemoryMarshal.GetReference(rows);
        var x = 0;
        for (; x <= width - Vector<float>.Count; x += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var k = 0; k < weights.Length; k++) sum += Vector.LoadUnsafe(ref first, (nuint)(k * width + x)) * weights[k];
            sum.CopyTo(target[x..]);
        }

        for (; x < width; x++)
        {
            var sum = 0f;
            for (var k = 0; k < weights.Length; k++) sum += rows[k * width + x] * weights[k];
            target[x] = sum;
        }
    }
}
