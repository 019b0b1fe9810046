namespace Acsa.Imaging;

/// <summary>Steps through the horizontal runs of one value in a row; the searches are vectorised by the runtime.</summary>
internal static class MaskRuns
{
    /// <summary>The next run of <paramref name="value"/> (0 or 1) at or after <paramref name="from"/>: [start, end).</summary>
    public static bool TryNext(ReadOnlySpan<byte> row, int from, byte value, out int start, out int end)
    {
        (start, end) = (0, 0);
        if (from >= row.Length) return false;
        var offset = row[from..].IndexOf(value);
        if (offset < 0) return false;
        start = from + offset;
        var length = row[start..].IndexOfAnyExcept(value);
        end = length < 0 ? row.Length : start + length;
        return true;
    }

    public static ReadOnlySpan<byte> Row(this Mask mask, int y) => mask.Pixels.AsSpan(y * mask.Width, mask.Width);

    public static Span<byte> WritableRow(this Mask mask, int y) => mask.Pixels.AsSpan(y * mask.Width, mask.Width);
}
