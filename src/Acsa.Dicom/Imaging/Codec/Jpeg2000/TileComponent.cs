namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// One component of one tile (ITU-T T.800 B.5). Its coefficients lie as the transform nests them: LL at the upper left, HL right of it,
/// LH below, HH diagonally, one resolution around the other. Irreversible ones are floats in the same words.
/// </summary>
internal sealed class TileComponent
{
    private readonly int _x0;
    private readonly int _y0;

    public TileComponent(int x0, int y0, int x1, int y1, int precision, HeaderSegments header, int component)
    {
        (_x0, _y0) = (x0, y0);
        Style = header.Style(component);
        RegionShift = header.RegionShift(component);
        var quantization = header.Quantization(component);
        if (Style.IsReversible && quantization.IsScalar)
            throw Jpeg2000Failure.Damaged("a reversible transform goes with quantized coefficients");

        Resolutions = new Resolution[Style.Levels + 1];
        for (var r = 0; r <= Style.Levels; r++)
        {
            var down = Style.Levels - r;
            var (rx0, ry0, rx1, ry1) = (Ceiling(x0, down), Ceiling(y0, down), Ceiling(x1, down), Ceiling(y1, down));
            var (ppx, ppy) = Style.Precinct(r);
            var bands = r == 0
                ? [Band(0, 0, Style.Levels)]
                : new[] { Band(1, r, down + 1), Band(2, r, down + 1), Band(3, r, down + 1) };
            Resolutions[r] = new Resolution(r, rx0, ry0, rx1, ry1, ppx, ppy, bands);
        }

        SubBand Band(int orientation, int r, int level)
        {
            var (right, below) = (orientation & 1, orientation >> 1);
            // Equation B-15.
            var (bx0, by0) = (Ceiling(x0, level, right), Ceiling(y0, level, below));
            var (bx1, by1) = (Ceiling(x1, level, right), Ceiling(y1, level, below));
            var (exponent, mantissa) = quantization.Step(r == 0 ? 0 : 3 * (r - 1) + orientation);
            // Table E.1: the gains of LL, HL, LH, HH.
            var range = precision + right + below;
            var step = Style.IsReversible ? 1f : (float)(Math.Pow(2, range - exponent) * (1 + mantissa / 2048.0));
            var lower = r == 0 ? null : Resolutions[r - 1];
            return new SubBand(orientation, bx0, by0, bx1, by1, right * (lower?.Width ?? 0), below * (lower?.Height ?? 0),
                quantization.GuardBits + exponent - 1, step);
        }
    }

    public CodingStyle Style { get; }

    public int RegionShift { get; }

    public Resolution[] Resolutions { get; }

    public int Width => Resolutions[^1].Width;

    public int Height => Resolutions[^1].Height;

    /// <summary>The coefficients, later the samples; made when decoding begins.</summary>
    public int[] Samples { get; set; } = [];

    public long PrecinctCount => Resolutions.Sum(r => (long)r.PrecinctsWide * r.PrecinctsHigh);

    /// <summary>All precincts by resolution and number, each with the point at which B.12.1.3 to B.12.1.5 come upon it.</summary>
    public IEnumerable<Precinct> Precincts(int component)
    {
        foreach (var resolution in Resolutions)
        {
            var down = Style.Levels - resolution.Index;
            for (var row = 0; row < resolution.PrecinctsHigh; row++)
            {
                for (var column = 0; column < resolution.PrecinctsWide; column++)
                {
                    yield return new Precinct(this, resolution, component, row * resolution.PrecinctsWide + column,
                        Position(resolution.X0, resolution.PrecinctX, column, down, _x0),
                        Position(resolution.Y0, resolution.PrecinctY, row, down, _y0));
                }
            }
        }
    }

    /// <summary>A precinct that the tile's border cuts is met at that border.</summary>
    private static long Position(int start, int exponent, int index, int down, int tileStart)
    {
        var begin = ((long)(start >> exponent) + index) << exponent;
        return begin < start ? tileStart : begin << down;
    }

    private static int Ceiling(int value, int exponent, int half = 0) =>
        (int)((value - ((long)half << exponent >> 1) + (1L << exponent) - 1) >> exponent);
}
