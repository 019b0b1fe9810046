namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The part of a precinct that lies in one sub-band: its code-blocks and tag trees (ITU-T T.800 B.7, B.10).</summary>
internal sealed class PrecinctBand
{
    private readonly CodeBlock?[] _blocks;
    private readonly SubBand _band;
    private readonly int _x0;
    private readonly int _y0;
    private readonly int _x1;
    private readonly int _y1;
    private readonly int _widthExponent;
    private readonly int _heightExponent;

    public PrecinctBand(SubBand band, int x0, int y0, int x1, int y1, int widthExponent, int heightExponent)
    {
        (_band, _x0, _y0, _x1, _y1) = (band, x0, y0, x1, y1);
        (_widthExponent, _heightExponent) = (widthExponent, heightExponent);
        if (x0 >= x1 || y0 >= y1)
        {
            _blocks = [];
            return;
        }
        BlocksWide = ((x1 - 1) >> widthExponent) - (x0 >> widthExponent) + 1;
        var high = ((y1 - 1) >> heightExponent) - (y0 >> heightExponent) + 1;
        _blocks = new CodeBlock?[BlocksWide * high];
        (Inclusion, MissingPlanes) = (new TagTree(BlocksWide, high), new TagTree(BlocksWide, high));
    }

    public SubBand Band => _band;

    public int BlocksWide { get; }

    public int Count => _blocks.Length;

    public TagTree? Inclusion { get; }

    public TagTree? MissingPlanes { get; }

    public IEnumerable<CodeBlock> Included => _blocks.OfType<CodeBlock>().Where(b => b.IsIncluded);

    public bool IsIncluded(int index) => _blocks[index] is { IsIncluded: true };

    public CodeBlock Block(int index)
    {
        if (_blocks[index] is { } known) return known;
        var left = ((_x0 >> _widthExponent) + index % BlocksWide) << _widthExponent;
        var top = ((_y0 >> _heightExponent) + index / BlocksWide) << _heightExponent;
        var (x0, y0) = (Math.Max(left, _x0), Math.Max(top, _y0));
        var (x1, y1) = (Math.Min(left + (1 << _widthExponent), _x1), Math.Min(top + (1 << _heightExponent), _y1));
        return _blocks[index] = new CodeBlock(_band.OriginX + x0 - _band.X0, _band.OriginY + y0 - _band.Y0, x1 - x0, y1 - y0);
    }
}

/// <summary>One precinct of one resolution of one component, and where it stands in the orders by position (ITU-T T.800 B.12.1).</summary>
internal sealed class Precinct(TileComponent component, Resolution resolution, int componentIndex, int index, long x, long y)
{
    private PrecinctBand[]? _bands;

    public TileComponent Component => component;

    public int ComponentIndex => componentIndex;

    public int ResolutionIndex => resolution.Index;

    public int Index => index;

    /// <summary>The reference grid point at which the orders by position come upon it.</summary>
    public long X => x;

    public long Y => y;

    public bool IsTouched => _bands is not null;

    /// <summary>Its parts of the sub-bands, made when the first packet asks for them.</summary>
    public PrecinctBand[] Bands => _bands ??= resolution.PrecinctBands(index, component.Style);
}
