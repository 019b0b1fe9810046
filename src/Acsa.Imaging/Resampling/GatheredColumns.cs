using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Acsa.Imaging;

/// <summary>
/// One axis of a resampling for eight outputs at a time, where the processor gathers (AVX2): the same sums in the same order as one by one.
/// </summary>
internal sealed class GatheredColumns
{
    private const int Lanes = 8;
    private const int BytesAtOnce = 4;

    private readonly int[] _first;
    private readonly float[] _weights; // Weight k of output x at k × outputs + x.
    private readonly int _taps;
    private readonly int _reach;

    private GatheredColumns(AxisWeights axis, int taps)
    {
        _taps = taps;
        _first = axis.First[..(axis.First.Length / Lanes * Lanes)];
        _weights = new float[taps * _first.Length];
        for (var x = 0; x < _first.Length; x++)
        {
            for (var k = axis.Start[x]; k < axis.Start[x + 1]; k++) _weights[(k - axis.Start[x]) * _first.Length + x] = axis.Weights[k];
        }
        _reach = _first.Length == 0 ? 0 : _first.Max() + (taps + BytesAtOnce - 1) / BytesAtOnce * BytesAtOnce;
    }

    /// <summary>Null where the processor cannot, or values that may be infinite would meet a weight of 0 that is only there to fill
    /// up.</summary>
    public static GatheredColumns? Of(AxisWeights axis, bool areBytes)
    {
        if (!Avx2.IsSupported) return null;
        var (most, least) = (0, int.MaxValue);
        for (var x = 0; x < axis.First.Length; x++)
        {
            var taps = axis.Start[x + 1] - axis.Start[x];
            (most, least) = (Math.Max(most, taps), Math.Min(least, taps));
        }
        return areBytes || most == least ? new(axis, most) : null;
    }

    /// <summary>Writes the first outputs of a row; gives how many.</summary>
    /// <param name="from">From the row's first value on, as far as the image goes.</param>
    public unsafe int Apply(ReadOnlySpan<byte> from, Span<float> to)
    {
        // Four bytes are taken at once, also where fewer are needed: not in the image's last row.
        if (from.Length < _reach) return 0;
        var low = Vector256.Create(0xFF);
        fixed (byte* values = from)
        {
            for (var x = 0; x < _first.Length; x += Lanes)
            {
                var first = Vector256.Create(_first, x);
                var sum = Vector256<float>.Zero;
                for (var k = 0; k < _taps; k += BytesAtOnce)
                {
                    var bytes = Avx2.GatherVector256((int*)(values + k), first, 1);
                    for (var j = k; j < Math.Min(k + BytesAtOnce, _taps); j++, bytes >>>= 8)
                        sum += Vector256.Create(_weights, j * _first.Length + x) * Vector256.ConvertToSingle(bytes & low);
                }
                sum.CopyTo(to[x..]);
            }
        }
        return _first.Length;
    }

    /// <inheritdoc cref="Apply(ReadOnlySpan{byte}, Span{float})"/>
    public unsafe int Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        fixed (float* values = from)
        {
            for (var x = 0; x < _first.Length; x += Lanes)
            {
                var first = Vector256.Create(_first, x);
                var sum = Vector256<float>.Zero;
                for (var k = 0; k < _taps; k++)
                    sum += Vector256.Create(_weights, k * _first.Length + x) * Avx2.GatherVector256(values + k, first, sizeof(float));
                sum.CopyTo(to[x..]);
            }
        }
        return _first.Length;
    }
}
