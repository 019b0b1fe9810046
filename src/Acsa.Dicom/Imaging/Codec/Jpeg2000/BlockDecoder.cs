using static Acsa.Dicom.Imaging.Codec.Jpeg2000.BlockContexts;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// Decodes the bit planes of code-blocks (ITU-T T.800 annex D). Magnitudes carry one fraction bit: the half of the last decoded plane that
/// E.1.1.2 adds. The arrays are used again for each code-block.
/// </summary>
internal sealed partial class BlockDecoder
{
    private const int StripeHeight = 4;

    private readonly MqDecoder _coder = new();
    private byte[] _segment = [];
    private byte[] _data = [];

    /// <summary>
    /// A stripe's columns one after the other, four flags each, which one 64-bit number holds. A column on either side and a stripe above
    /// and below are margin: their flags are written but never read.
    /// </summary>
    private ushort[] _flags = [];
    private int[] _values = [];
    private int _width;
    private int _height;

    /// <summary>Flags from one stripe to the next.</summary>
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
        (_width, _height, _orientation) = (block.Width, block.Height, orientation << 8);
        _stride = (_width + 2) * StripeHeight;
        _causal = (style & BlockStyle.VerticallyCausal) != 0;
        // What the passes' unchecked accesses rely on: every stripe, whole, with its margins.
        var flags = _stride * ((_height + StripeHeight - 1) / StripeHeight + 2);
        if (_flags.Length < flags) _flags = new ushort[flags];
        if (_values.Length < _width * _height) _values = new int[_width * _height];
        _flags.AsSpan(0, flags).Clear();
        _values.AsSpan(0, _width * _height).Clear();

        var size = 0;
        foreach (var chunk in block.Chunks) size += chunk.Length;
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

    /// <summary>
    /// D.5: the four bits 1010 after each clean-up pass. Encoders that drop layers may cut them off the last pass that they keep.
    /// </summary>
    private void CheckSegmentationSymbol(bool isLast)
    {
        var symbol = 0;
        var (a, c, count) = _coder.Registers;
        for (var i = 0; i < 4; i++) symbol = (symbol << 1) | _coder.Decode(ref _coder.Contexts[Uniform], ref a, ref c, ref count);
        _coder.Registers = (a, c, count);
        if (symbol != 0xA && !isLast) Jpeg2000Failure.ThrowDamaged("a code-block's segmentation symbol is wrong");
    }
}
