namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>What a codestream may claim before anything is allocated for it, beside the size that the data set gives.</summary>
internal static class Jpeg2000Limits
{
    /// <summary>T.800 A.5.1: the number of tiles.</summary>
    public const int Tiles = 65_535;

    /// <summary>T.800 table A.15: decomposition levels.</summary>
    public const int Levels = 32;

    /// <summary>Coefficients of one tile in memory at a time, four bytes each: more than the largest mammogram has.</summary>
    public const int CoefficientsPerTile = 64_000_000;

    /// <summary>Coordinates on the reference grid, so that sums of two stay 32-bit numbers; T.800 has twice that.</summary>
    public const uint Coordinate = 1u << 30;

    /// <summary>
    /// Code-blocks times layers, and packets times progressions, of a frame. Fifty layers of the largest mammogram in code-blocks of 64 ×
    /// 64 come to a million; this many take about half a second.
    /// </summary>
    public const int Visits = 16_000_000;

    /// <summary>Bit planes of a code-block: a 32-bit magnitude has one more for the half that reconstruction adds.</summary>
    public const int BitPlanes = 30;
}
