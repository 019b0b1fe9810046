using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Brings a component to the frame's resolution, row by row. Half-resolution chroma is interpolated with a triangle filter whose rounding
/// alternates as libjpeg's does, so that results agree; other ratios repeat the nearest sample.
/// </summary>
internal sealed class JpegUpsampler : IDisposable
{
    private readonly JpegPlane _plane;
    private readonly int _width;
    private readonly int _horizontal;
    private readonly int _vertical;
    private readonly int _maxHorizontal;
    private readonly int _maxVertical;
    private byte[] _row;
    private ushort[] _sums;

    public JpegUpsampler(JpegFrameHeader frame, JpegComponent component, JpegPlane plane)
    {
        (_plane, _width) = (plane, frame.Width);
        (_horizontal, _vertical) = (component.Horizontal, component.Vertical);
        (_maxHorizontal, _maxVertical) = (frame.MaxHorizontal, frame.MaxVertical);
        _row = ArrayPool<byte>.Shared.Rent(Math.Max(frame.Width, 2 * plane.Width));
        _sums = ArrayPool<ushort>.Shared.Rent(plane.Width);
    }

    private bool HalfWidth => _maxHorizontal == 2 * _horizontal;

    private bool HalfHeight => _maxVertical == 2 * _vertical;

    /// <summary>Row <paramref name="y"/> of the component in full resolution, valid until the next call.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        if (_maxHorizontal == _horizontal && _maxVertical == _vertical) return _plane.Row(y)[.._width];
        if (HalfWidth && (_maxVertical == _vertical || HalfHeight) && _plane.Width > 2)
        {
            var sums = _sums.AsSpan(0, _plane.Width);
            if (HalfHeight)
            {
                // 4:2:0: both directions, in sixteenths.
                Blend(_plane.Row(y >> 1), _plane.Row(Neighbour(y)), sums);
                Widen(sums, _row.AsSpan(0, 2 * sums.Length), 8, 7, 4);
            }
            else
            {
                Blend(_plane.Row(y), [], sums);
                Widen(sums, _row.AsSpan(0, 2 * sums.Length), 1, 2, 2);
            }
        }
        else if (_maxHorizontal == _horizontal && HalfHeight)
        {
            BlendRows(_plane.Row(y >> 1), _plane.Row(Neighbour(y)), (y & 1) == 0 ? 1 : 2);
        }
        else
        {
            Repeat(_plane.Row(y * _vertical / _maxVertical));
        }
        return _row.AsSpan(0, _width);
    }

    public void Dispose()
    {
        if (_row.Length > 0) ArrayPool<byte>.Shared.Return(_row);
        if (_sums.Length > 0) ArrayPool<ushort>.Shared.Return(_sums);
        (_row, _sums) = ([], []);
    }

    private int Neighbour(int y) => Math.Clamp((y & 1) == 0 ? (y >> 1) - 1 : (y >> 1) + 1, 0, _plane.Height - 1);

    /// <summary>Three quarters of the nearer row and one of the other, in quarters; the nearer one alone where there is no other.</summary>
    private static void Blend(ReadOnlySpan<byte> near, ReadOnlySpan<byte> other, Span<ushort> sums)
    {
        var i = 0;
        if (other.Length == 0)
        {
            for (; i <= sums.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(near.Slice(i, Vector128<byte>.Count)));
                low.CopyTo(sums[i..]);
                high.CopyTo(sums[(i + 8)..]);
            }
            for (; i < sums.Length; i++) sums[i] = near[i];
            return;
        }
        for (; i <= sums.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(near.Slice(i, Vector128<byte>.Count)));
            var (otherLow, otherHigh) = Vector128.Widen(Vector128.Create(other.Slice(i, Vector128<byte>.Count)));
            (low + low + low + otherLow).CopyTo(sums[i..]);
            (high + high + high + otherHigh).CopyTo(sums[(i + 8)..]);
        }
        for (; i < sums.Length; i++) sums[i] = (ushort)(3 * near[i] + other[i]);
    }

    /// <summary>
    /// Each output lies a quarter of a chroma sample from the nearer one, so weights 3/4 and 1/4; the biases are those of the left and the
    /// right output. At the ends the missing neighbour is the sample itself, which leaves it unchanged.
    /// </summary>
    private static void Widen(ReadOnlySpan<ushort> source, Span<byte> target, int leftBias, int rightBias, int shift)
    {
        var last = source.Length - 1;
        Pair(source, target, 0, source[0], source[1]);
        var i = 1;
        // Unchecked: one sample on either side of the eight is within the source, and two bytes for each within the target.
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target[..(2 * source.Length)]);
        var (left, right) = (Vector128.Create((ushort)leftBias), Vector128.Create((ushort)rightBias));
        for (; i <= last - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
        {
            var near = Vector128.LoadUnsafe(ref from, (nuint)i);
            var triple = near + near + near;
            var before = (triple + Vector128.LoadUnsafe(ref from, (nuint)(i - 1)) + left) >>> shift;
            var after = (triple + Vector128.LoadUnsafe(ref from, (nuint)(i + 1)) + right) >>> shift;
            // Both are bytes: put together as 16-bit numbers they lie in the order of the row.
            (before | (after << 8)).AsByte().StoreUnsafe(ref to, (nuint)(2 * i));
        }
        for (; i <= last; i++) Pair(source, target, i, source[i - 1], source[Math.Min(i + 1, last)]);

        void Pair(ReadOnlySpan<ushort> source, Span<byte> target, int i, int previous, int next)
        {
            target[2 * i] = (byte)((3 * source[i] + previous + leftBias) >> shift);
            target[2 * i + 1] = (byte)((3 * source[i] + next + rightBias) >> shift);
        }
    }

    /// <summary>4:4:0: the same between rows only.</summary>
    private void BlendRows(ReadOnlySpan<byte> near, ReadOnlySpan<byte> beside, int bias)
    {
        for (var x = 0; x < _width; x++) _row[x] = (byte)((3 * near[x] + beside[x] + bias) >> 2);
    }

    private void Repeat(ReadOnlySpan<byte> source)
    {
        for (var x = 0; x < _width; x++) _row[x] = source[x * _horizontal / _maxHorizontal];
    }
}
