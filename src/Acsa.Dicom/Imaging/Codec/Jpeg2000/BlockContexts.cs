namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>What a coefficient's flags say of itself and its eight neighbours, and the contexts that follow (ITU-T T.800 D.3).</summary>
internal static class BlockContexts
{
    public const int NorthEast = 1;
    public const int SouthEast = 2;
    public const int SouthWest = 4;
    public const int NorthWest = 8;
    public const int North = 0x10;
    public const int East = 0x20;
    public const int South = 0x40;
    public const int West = 0x80;
    public const int Neighbours = 0xFF;

    /// <summary>A significant neighbour that is negative.</summary>
    public const int NorthNegative = 0x100;
    public const int EastNegative = 0x200;
    public const int SouthNegative = 0x400;
    public const int WestNegative = 0x800;

    public const int Significant = 0x1000;
    public const int Refined = 0x2000;
    public const int Visited = 0x4000;

    /// <summary>What a vertically causal stripe must not see below it (D.7).</summary>
    public const int Below = South | SouthEast | SouthWest | SouthNegative;

    public const int RunLength = 17;
    public const int Uniform = 18;

    /// <summary>Table D.1: context by 256 × orientation + neighbours.</summary>
    public static readonly byte[] Significance = CreateSignificance();

    /// <summary>Tables D.2 and D.3: 2 × context + XOR bit, by the four neighbours' significances and signs.</summary>
    public static readonly byte[] Sign = CreateSign();

    private static byte[] CreateSignificance()
    {
        var table = new byte[4 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var orientation = i >> 8;
            var h = Bit(i, East) + Bit(i, West);
            var v = Bit(i, North) + Bit(i, South);
            var d = Bit(i, NorthEast) + Bit(i, SouthEast) + Bit(i, SouthWest) + Bit(i, NorthWest);
            if (orientation == 1) (h, v) = (v, h);
            table[i] = (byte)(orientation == 3 ? Diagonal(h + v, d) : Straight(h, v, d));
        }
        return table;
    }

    private static int Straight(int h, int v, int d) => (h, v, d) switch
    {
        (2, _, _) => 8,
        (1, >= 1, _) => 7,
        (1, 0, >= 1) => 6,
        (1, 0, 0) => 5,
        (0, 2, _) => 4,
        (0, 1, _) => 3,
        _ => Math.Min(d, 2),
    };

    private static int Diagonal(int hv, int d) => d switch
    {
        >= 3 => 8,
        2 => hv >= 1 ? 7 : 6,
        1 => 3 + Math.Min(hv, 2),
        _ => Math.Min(hv, 2),
    };

    private static byte[] CreateSign()
    {
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
        {
            var flags = i << 4;
            var h = Math.Clamp(Contribution(flags, East, EastNegative) + Contribution(flags, West, WestNegative), -1, 1);
            var v = Math.Clamp(Contribution(flags, North, NorthNegative) + Contribution(flags, South, SouthNegative), -1, 1);
            var negative = h < 0 || (h == 0 && v < 0);
            if (negative) (h, v) = (-h, -v);
            var context = h == 0 ? 9 + v : 12 + v;
            table[i] = (byte)(2 * context + (negative ? 1 : 0));
        }
        return table;
    }

    private static int Contribution(int flags, int significant, int negative) =>
        (flags & significant) == 0 ? 0 : (flags & negative) == 0 ? 1 : -1;

    private static int Bit(int flags, int mask) => (flags & mask) == 0 ? 0 : 1;
}
