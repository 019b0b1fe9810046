namespace Acsa.Imaging;

/// <summary>The five filter types of PNG 9.2, and the choice among them that PNG 12.7 recommends.</summary>
internal static class PngFilter
{
    /// <summary>Undoes <paramref name="type"/> in place; <paramref name="above"/> is the reconstructed row above, zeros for the
    /// first.</summary>
    public static void Undo(byte type, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (type)
        {
            case 0:
                break;
            case 1:
                for (var i = distance; i < row.Length; i++) row[i] += row[i - distance];
                break;
            case 2:
                for (var i = 0; i < row.Length; i++) row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) >> 1);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < distance ? above[i] : Paeth(row[i - distance], above[i], above[i - distance]);
                break;
            default:
                throw new PngFormatException($"Unknown filter type {type}.");
        }
    }

    /// <summary>Writes filter type and filtered bytes of the cheapest of the five, by the sum of absolute differences (PNG 12.7).</summary>
    public static void Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> scratch, Span<byte> best)
    {
        var bestCost = long.MaxValue;
        for (byte type = 0; type <= 4; type++)
        {
            scratch[0] = type;
            Apply(type, row, above, distance, scratch[1..]);
            long cost = 0;
            foreach (var value in scratch[1..]) cost += Math.Abs((int)(sbyte)value);
            if (cost >= bestCost) continue;
            bestCost = cost;
            scratch.CopyTo(best);
        }
    }

    private static void Apply(byte type, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance], up = above[i], upLeft = i < distance ? 0 : above[i - distance];
            var predicted = type switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) >> 1,
                _ => Paeth(left, up, upLeft),
            };
            filtered[i] = (byte)(row[i] - predicted);
        }
    }

    // PNG 9.4. Ties go to left, then above: the order is part of the specification.
    private static byte Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toUpLeft = Math.Abs(estimate - upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) return (byte)left;
        return (byte)(toUp <= toUpLeft ? up : upLeft);
    }
}
