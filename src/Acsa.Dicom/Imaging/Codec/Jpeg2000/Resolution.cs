namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// A sub-band of a tile-component (ITU-T T.800 B.5): its borders, its place in the coefficients, its bit planes (equation E-2) and the
/// step of its coefficients (E-3; 1 where nothing was quantized).
/// </summary>
internal sealed record SubBand(int Orientation, int X0, int Y0, int X1, int Y1, int OriginX, int OriginY, int BitPlanes, float Step);

/// <summary>A resolution of a tile-component and its precincts (ITU-T T.800 B.5, B.6).</summary>
internal sealed record Resolution(int Index, int X0, int Y0, int X1, int Y1, int PrecinctX, int PrecinctY, SubBand[] Bands)
{
    public int Width => X1 - X0;

    public int Height => Y1 - Y0;

    public int PrecinctsWide => X1 > X0 ? ((X1 - 1) >> PrecinctX) - (X0 >> PrecinctX) + 1 : 0;

    public int PrecinctsHigh => Y1 > Y0 ? ((Y1 - 1) >> PrecinctY) - (Y0 >> PrecinctY) + 1 : 0;

    /// <summary>The parts of a precinct in each sub-band; above the lowest resolution, sub-bands have half the precinct's sides.</summary>
    public PrecinctBand[] PrecinctBands(int index, CodingStyle style)
    {
        var half = Index == 0 ? 0 : 1;
        var (px, py) = (PrecinctX - half, PrecinctY - half);
        var column = (long)(X0 >> PrecinctX) + index % PrecinctsWide;
        var row = (long)(Y0 >> PrecinctY) + index / PrecinctsWide;
        return Array.ConvertAll(Bands, band => new PrecinctBand(band,
            (int)Math.Max(band.X0, column << px), (int)Math.Max(band.Y0, row << py),
            (int)Math.Min(band.X1, (column + 1) << px), (int)Math.Min(band.Y1, (row + 1) << py),
            Math.Min(style.BlockWidthExponent, px), Math.Min(style.BlockHeightExponent, py)));
    }
}
