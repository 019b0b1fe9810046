using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Acsa.Dicom.Imaging.Codec.Jpeg2000.BlockContexts;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <content>
/// The three coding passes. Each looks at a column of a stripe as one number first: most columns have nothing for it. Indices of flags,
/// values and contexts are not checked one by one: <see cref="Prepare"/> has made room for every column that the loops visit, and the
/// tables of contexts hold none beyond <see cref="MqDecoder.ContextCount"/>.
/// </content>
internal sealed partial class BlockDecoder
{
    private const ulong EachSignificant = Significant * 0x0001_0001_0001_0001UL;
    private const ulong EachVisited = Visited * 0x0001_0001_0001_0001UL;
    private const ulong EachNeighbours = Neighbours * 0x0001_0001_0001_0001UL;

    /// <summary>D.3.1.</summary>
    private void SignificancePass()
    {
        var coder = _coder;
        ref var contexts = ref MemoryMarshal.GetArrayDataReference(coder.Contexts);
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Significance), _orientation);
        var (a, c, count) = coder.Registers;
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var rows = Math.Min(StripeHeight, _height - top);
            ref var column = ref FirstColumn(top);
            for (var x = 0; x < _width; x++, column = ref Unsafe.Add(ref column, StripeHeight))
            {
                if ((Whole(ref column) & EachNeighbours) == 0) continue;
                for (var row = 0; row < rows; row++)
                {
                    ref var own = ref Unsafe.Add(ref column, row);
                    var flags = Seen(own, row);
                    if ((flags & Significant) != 0 || (flags & Neighbours) == 0) continue;
                    var bit = _raw ? coder.ReadRaw(ref c, ref count)
                        : coder.Decode(ref Unsafe.Add(ref contexts, Unsafe.Add(ref table, flags & Neighbours)), ref a, ref c, ref count);
                    if (bit == 1)
                    {
                        var isNegative = _raw ? coder.ReadRaw(ref c, ref count) : DecodeSign(flags, ref contexts, ref a, ref c, ref count);
                        BecomeSignificant(ref own, x, top + row, row, isNegative);
                    }
                    own |= Visited;
                }
            }
        }
        coder.Registers = (a, c, count);
    }

    /// <summary>D.3.3.</summary>
    private void RefinementPass()
    {
        var coder = _coder;
        ref var contexts = ref MemoryMarshal.GetArrayDataReference(coder.Contexts);
        var (a, c, count) = coder.Registers;
        var half = _half;
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var rows = Math.Min(StripeHeight, _height - top);
            ref var column = ref FirstColumn(top);
            for (var x = 0; x < _width; x++, column = ref Unsafe.Add(ref column, StripeHeight))
            {
                var whole = Whole(ref column);
                // Visited lies two places above significant: what is left was significant before this plane.
                if ((whole & EachSignificant & ~(whole >> 2)) == 0) continue;
                for (var row = 0; row < rows; row++)
                {
                    ref var own = ref Unsafe.Add(ref column, row);
                    if ((own & (Significant | Visited)) != Significant) continue;
                    var flags = Seen(own, row);
                    var context = (flags & Refined) != 0 ? 16 : (flags & Neighbours) != 0 ? 15 : 14;
                    var bit = _raw ? coder.ReadRaw(ref c, ref count)
                        : coder.Decode(ref Unsafe.Add(ref contexts, context), ref a, ref c, ref count);
                    ref var value = ref ValueAt(x, top + row);
                    value += bit == 1 == value > 0 ? half : -half;
                    own |= Refined;
                }
            }
        }
        coder.Registers = (a, c, count);
    }

    /// <summary>D.3.4; it also forgets which coefficients the plane's other passes visited.</summary>
    private void CleanUpPass()
    {
        var coder = _coder;
        ref var contexts = ref MemoryMarshal.GetArrayDataReference(coder.Contexts);
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Significance), _orientation);
        // What keeps a column from being coded as a run; in a causal stripe the last row does not see what lies below.
        const int Any = Significant | Visited | Neighbours;
        var quiet = Any * 0x0000_0001_0001_0001UL | (ulong)(_causal ? Any & ~Below : Any) << 48;
        var (a, c, count) = coder.Registers;
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var rows = Math.Min(StripeHeight, _height - top);
            ref var column = ref FirstColumn(top);
            for (var x = 0; x < _width; x++, column = ref Unsafe.Add(ref column, StripeHeight))
            {
                var whole = Whole(ref column);
                var (row, known) = (0, false);
                if ((whole & quiet) == 0 && rows == StripeHeight)
                {
                    if (coder.Decode(ref Unsafe.Add(ref contexts, RunLength), ref a, ref c, ref count) == 0) continue;
                    row = 2 * coder.Decode(ref Unsafe.Add(ref contexts, Uniform), ref a, ref c, ref count);
                    row += coder.Decode(ref Unsafe.Add(ref contexts, Uniform), ref a, ref c, ref count);
                    known = true;
                }
                else if (((whole | (whole >> 2)) & EachSignificant) == EachSignificant)
                {
                    row = rows;
                }
                for (; row < rows; row++)
                {
                    ref var own = ref Unsafe.Add(ref column, row);
                    if (!known && (own & (Significant | Visited)) != 0) continue;
                    var flags = Seen(own, row);
                    if (known || coder.Decode(
                        ref Unsafe.Add(ref contexts, Unsafe.Add(ref table, flags & Neighbours)), ref a, ref c, ref count) == 1)
                        BecomeSignificant(ref own, x, top + row, row, DecodeSign(flags, ref contexts, ref a, ref c, ref count));
                    known = false;
                }
                Whole(ref column) &= ~EachVisited;
            }
        }
        coder.Registers = (a, c, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ushort FirstColumn(int top) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_flags), (top / StripeHeight + 1) * _stride + StripeHeight);

    /// <summary>The flags of a column's four coefficients, the uppermost lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Whole(ref ushort column) => ref Unsafe.As<ushort, ulong>(ref column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int ValueAt(int x, int y) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), y * _width + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Seen(int flags, int row) => _causal && row == StripeHeight - 1 ? flags & ~Below : flags;

    /// <summary>D.3.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int DecodeSign(int flags, ref uint contexts, ref uint a, ref uint c, ref int count)
    {
        int sign = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Sign), (flags >> 4) & 0xFF);
        return _coder.Decode(ref Unsafe.Add(ref contexts, sign >> 1), ref a, ref c, ref count) ^ (sign & 1);
    }

    /// <summary>Gives the coefficient its first magnitude and tells the neighbours.</summary>
    private void BecomeSignificant(ref ushort own, int x, int y, int row, int isNegative)
    {
        var magnitude = 2 * _half + _half;
        ValueAt(x, y) = isNegative == 1 ? -magnitude : magnitude;

        own |= Significant;
        ref var above = ref Unsafe.Add(ref own, row > 0 ? -1 : StripeHeight - 1 - _stride);
        ref var below = ref Unsafe.Add(ref own, row < StripeHeight - 1 ? 1 : _stride - StripeHeight + 1);
        Unsafe.Add(ref above, -StripeHeight) |= SouthEast;
        above |= (ushort)(South | isNegative * SouthNegative);
        Unsafe.Add(ref above, StripeHeight) |= SouthWest;
        Unsafe.Add(ref own, -StripeHeight) |= (ushort)(East | isNegative * EastNegative);
        Unsafe.Add(ref own, StripeHeight) |= (ushort)(West | isNegative * WestNegative);
        Unsafe.Add(ref below, -StripeHeight) |= NorthEast;
        below |= (ushort)(North | isNegative * NorthNegative);
        Unsafe.Add(ref below, StripeHeight) |= NorthWest;
    }
}
