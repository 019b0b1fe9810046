using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// Whether the outline runs along a side of the analysed rectangle, near it: a muscle that the image cuts off, and whose outline the model
/// closed there. Whole muscles end in a tip towards the sides. The top is not asked: below the skin a muscle is flat by nature.
/// </summary>
internal static class FlatSide
{
    /// <summary>Whether the left, the right or the lower side of <paramref name="area"/> cuts the mask in that way.</summary>
    public static bool IsCut(Mask mask, PixelRectangle area)
    {
        var inside = mask.Crop(area);
        var side = Math.Max(area.Width, area.Height);
        var (left, right) = (new List<int>(), new List<int>());
        var below = new int[area.Width];
        Array.Fill(below, -1);
        for (var y = 0; y < area.Height; y++)
        {
            var row = inside.Pixels.AsSpan(y * area.Width, area.Width);
            var first = row.IndexOf((byte)1);
            if (first < 0) continue;
            left.Add(first);
            right.Add(area.Width - 1 - row.LastIndexOf((byte)1));
            for (var x = first; x < row.Length; x++)
                if (row[x] != 0) below[x] = area.Height - 1 - y;
        }
        return IsFlat(left, side) || IsFlat(right, side) || IsFlat([.. below.Where(gap => gap >= 0)], side);
    }

    // Gaps between outline and side, one for each row or column that the mask has.
    private static bool IsFlat(List<int> gaps, int side)
    {
        if (gaps.Count == 0) return false;
        var least = gaps.Min();
        if (least > QualityThresholds.StraightSideDistance * side) return false;
        var depth = least + Math.Max(QualityThresholds.StraightSideDepth * side, 2);
        return gaps.Count(gap => gap <= depth) >= QualityThresholds.StraightSideShare * gaps.Count;
    }
}
