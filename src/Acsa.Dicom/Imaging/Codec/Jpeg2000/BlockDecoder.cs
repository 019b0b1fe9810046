using static Acsa.Dicom.Imaging.Codec.Jpeg2000.BlockContexts;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// Decodes the bit planes of code-blocks (ITU-T T.800 annex D). Magnitudes carry one fraction bit: the half of the last decoded plane that
/// E.1.1.2 adds. The arrays are used again for each code-block.
/// </summary>
internal sealed class BlockDecoder
{
    private const int StripeHeight = 4;

    private MqDecoder _coder = new();
    private byte[] _segment = [];
    private byte[] _data = [];
    private ushort[] _flags = [];
    private int[] _values = [];
    private int _width;
    private int _height;
    private int _stride;
    private int _orientation;
    private int _half;
    private bool _raw;
    private bool _causal;

    /// <summary>
    /// Decodes <paramref name="block"/>, whose chunks lie in <paramref name="tile"/>. The result, row by row, is valid until the next call:
    /// twice the coefficient, with sign.
    /// </summary>
    public ReadOnlySpan<int> Decode(CodeBlock block, int orientation, BlockStyle style, ReadOnlySpan<byte> tile)
    {
        Prepare(block, orientation, style, tile);
        _coder.ResetContexts();
        var (pass, at, plane) = (0, 0, block.BitPlanes);
        foreach (var (passes, length) in block.Segments)
        {
            // D.6: raw from the fifth plane on, but for clean-up passes.
            _raw = (style & BlockStyle.Bypass) != 0 && pass >= 10 && (pass + 2) % 3 != 2;
            StartSegment(_data.AsSpan(at, length));
            at += length;
            for (var end = pass + passes; pass < end; pass++)
            {
                _half = 1 << (plane - 1);
                switch ((pass + 2) % 3)
                {
                    case 0: SignificancePass(); break;
                    case 1: RefinementPass(); break;
                    default:
                        CleanUpPass();
                        if ((style & BlockStyle.SegmentationSymbols) != 0) CheckSegmentationSymbol(pass + 1 == block.Passes);
                        plane--;
                        break;
                }
                if ((style & BlockStyle.ResetContexts) != 0) _coder.ResetContexts();
            }
        }
        return _values.AsSpan(0, _width * _height);
    }

    private void Prepare(CodeBlock block, int orientation, BlockStyle style, ReadOnlySpan<byte> tile)
    {
        (_width, _height, _stride, _orientation) = (block.Width, block.Height, block.Width + 2, orientation << 8);
        _causal = (style & BlockStyle.VerticallyCausal) != 0;
        var flags = _stride * (_height + 2);
        if (_flags.Length < flags) _flags = new ushort[flags];
        if (_values.Length < _width * _height) _values = new int[_width * _height];
        _flags.AsSpan(0, flags).Clear();
        _values.AsSpan(0, _width * _height).Clear();

        var size = block.Chunks.Sum(c => c.Length);
        if (_data.Length < size) _data = new byte[size];
        var at = 0;
        foreach (var (offset, length) in block.Chunks)
        {
            tile.Slice(offset, length).CopyTo(_data.AsSpan(at));
            at += length;
        }
    }

    private void StartSegment(ReadOnlySpan<byte> data)
    {
        if (_segment.Length < data.Length + 2) _segment = new byte[data.Length + 2];
        data.CopyTo(_segment);
        _segment.AsSpan(data.Length, 2).Fill(0xFF);
        if (_raw) _coder.StartRaw(_segment);
        else _coder.Start(_segment);
    }

    /// <summary>D.3.1.</summary>
    private void SignificancePass()
    {
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var bottom = Math.Min(top + StripeHeight, _height);
            for (var x = 0; x < _width; x++)
            {
                for (var y = top; y < bottom; y++)
                {
                    var at = (y + 1) * _stride + x + 1;
                    var flags = Seen(_flags[at], y, top);
                    if ((flags & Significant) != 0 || (flags & Neighbours) == 0) continue;
                    var bit = _raw ? _coder.ReadRaw() : _coder.Decode(Significance[_orientation + (flags & Neighbours)]);
                    if (bit == 1) BecomeSignificant(at, flags, x, y);
                    _flags[at] |= Visited;
                }
            }
        }
    }

    /// <summary>D.3.3.</summary>
    private void RefinementPass()
    {
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var bottom = Math.Min(top + StripeHeight, _height);
            for (var x = 0; x < _width; x++)
            {
                for (var y = top; y < bottom; y++)
                {
                    var at = (y + 1) * _stride + x + 1;
                    if ((_flags[at] & (Significant | Visited)) != Significant) continue;
                    var flags = Seen(_flags[at], y, top);
                    var context = (flags & Refined) != 0 ? 16 : (flags & Neighbours) != 0 ? 15 : 14;
                    var bit = _raw ? _coder.ReadRaw() : _coder.Decode(context);
                    ref var value = ref _values[y * _width + x];
                    value += bit == 1 == value > 0 ? _half : -_half;
                    _flags[at] |= Refined;
                }
            }
        }
    }

    /// <summary>D.3.4; it also forgets which coefficients the plane's other passes visited.</summary>
    private void CleanUpPass()
    {
        for (var top = 0; top < _height; top += StripeHeight)
        {
            var bottom = Math.Min(top + StripeHeight, _height);
            for (var x = 0; x < _width; x++)
            {
                var y = top;
                var known = false;
                if (bottom - top == StripeHeight && IsQuiet(x, top))
                {
                    if (_coder.Decode(RunLength) == 0) continue;
                    y += 2 * _coder.Decode(Uniform);
                    y += _coder.Decode(Uniform);
                    known = true;
                }
                for (; y < bottom; y++)
                {
                    var at = (y + 1) * _stride + x + 1;
                    if (known || (_flags[at] & (Significant | Visited)) == 0)
                    {
                        var flags = Seen(_flags[at], y, top);
                        if (known || _coder.Decode(Significance[_orientation + (flags & Neighbours)]) == 1)
                            BecomeSignificant(at, flags, x, y);
                        known = false;
                    }
                    _flags[at] &= unchecked((ushort)~Visited);
                }
            }
        }
    }

    /// <summary>Whether none of a stripe's four coefficients in a column is significant, visited or next to a significant one.</summary>
    private bool IsQuiet(int x, int top)
    {
        var at = (top + 1) * _stride + x + 1;
        const int Any = Significant | Visited | Neighbours;
        var last = at + 3 * _stride;
        return ((_flags[at] | _flags[at + _stride] | _flags[at + 2 * _stride]
            | (_causal ? _flags[last] & ~Below : _flags[last])) & Any) == 0;
    }

    private int Seen(int flags, int y, int top) => _causal && y - top == StripeHeight - 1 ? flags & ~Below : flags;

    /// <summary>D.3.2: decodes the sign and tells the neighbours.</summary>
    private void BecomeSignificant(int at, int flags, int x, int y)
    {
        int negative;
        if (_raw)
        {
            negative = _coder.ReadRaw();
        }
        else
        {
            var sign = Sign[(flags >> 4) & 0xFF];
            negative = _coder.Decode(sign >> 1) ^ (sign & 1);
        }
        var magnitude = 2 * _half + _half;
        _values[y * _width + x] = negative == 1 ? -magnitude : magnitude;

        var f = _flags;
        f[at] |= Significant;
        f[at - _stride - 1] |= SouthEast;
        f[at - _stride] |= (ushort)(South | (negative == 1 ? SouthNegative : 0));
        f[at - _stride + 1] |= SouthWest;
        f[at - 1] |= (ushort)(East | (negative == 1 ? EastNegative : 0));
        f[at + 1] |= (ushort)(West | (negative == 1 ? WestNegative : 0));
        f[at + _stride - 1] |= NorthEast;
        f[at + _stride] |= (ushort)(North | (negative == 1 ? NorthNegative : 0));
        f[at + _stride + 1] |= NorthWest;
    }

    /// <summary>
    /// D.5: the four bits 1010 after each clean-up pass. Encoders that drop layers may cut them off the last pass that they keep.
    /// </summary>
    private void CheckSegmentationSymbol(bool isLast)
    {
        var symbol = 0;
        for (var i = 0; i < 4; i++) symbol = (symbol << 1) | _coder.Decode(Uniform);
        if (symbol != 0xA && !isLast) Jpeg2000Failure.ThrowDamaged("a code-block's segmentation symbol is wrong");
    }
}
