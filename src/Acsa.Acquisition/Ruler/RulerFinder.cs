using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Finds the scanner's drawn ruler: dots, short lines or crossings of an axis, grey or coloured, all alike or with longer ones among
/// them, upright beside the picture or level under it. A ruler that follows a curved or tilted edge is not found.
/// </summary>
/// <remarks>
/// Each line of pixels is searched for short bright marks at equal distances; lines side by side that agree are one ruler. Text has marks
/// of many lengths, echoes lie irregularly: both are turned away by that.
/// </remarks>
public static class RulerFinder
{
    /// <summary>
    /// The ruler of a direction with most ticks among those beside <paramref name="picture"/>, or in its outer parts; null when there is
    /// none. The middle of the picture is not searched: echoes may repeat there as regularly as ticks.
    /// </summary>
    /// <param name="others">Pictures that are not this ruler's; not searched either.</param>
    public static Ruler? Find(GreyImage image, PixelRectangle picture, bool vertical, IReadOnlyList<PixelRectangle>? others = null)
    {
        // Lines of pixels are columns where the ticks follow each other downwards, rows where they follow to the right.
        var (lines, length) = vertical ? (image.Width, image.Height) : (image.Height, image.Width);
        var region = vertical ? picture : Transposed(picture);
        var foreign = (others ?? []).Select(other => vertical ? other : Transposed(other)).ToList();
        // A region as wide as the screen says nothing about where the picture ends.
        var everywhere = region.Width >= Limits.WholeScreenShare * lines;
        var searched = Enumerable.Range(0, lines).Where(line => IsSearched(line, region, foreign, everywhere)).ToList();
        var columns = vertical ? Columns(image, searched) : [];
        var rows = new TickRow?[lines];
        var marks = new IReadOnlyList<double>[lines];
        Array.Fill(marks, []);
        for (var i = 0; i < searched.Count; i++)
        {
            var line = searched[i];
            marks[line] = MarksOn(vertical ? columns.AsSpan(i * length, length) : image.Pixels.AsSpan(line * length, length));
            rows[line] = TickRow.Find(marks[line]);
        }

        Ruler? best = null;
        foreach (var line in searched)
            if (rows[line] is { } row && (best is null || row.Positions.Count > best.Ticks) && Overlaps(row, region)
                && Assemble(line, row, rows, marks) is { } ruler)
                best = ruler;
        return best is null || vertical ? best : best with { IsVertical = false, Bounds = Transposed(best.Bounds) };
    }

    // Column after column, each in one piece.
    static byte[] Columns(GreyImage image, List<int> searched)
    {
        var columns = new byte[searched.Count * image.Height];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels.AsSpan(y * image.Width, image.Width);
            for (var i = 0; i < searched.Count; i++) columns[i * image.Height + y] = row[searched[i]];
        }
        return columns;
    }

    static bool IsSearched(int x, PixelRectangle region, List<PixelRectangle> foreign, bool everywhere)
    {
        if (foreign.Exists(other => x >= other.Left && x <= other.Right)) return false;
        if (everywhere) return true;
        var inner = Math.Max(Limits.RulerBandPixels, (int)(region.Width * Limits.RulerInnerShare));
        var outer = Math.Max(Limits.RulerBandPixels, (int)(region.Width * Limits.RulerOuterShare));
        return (x >= region.Left - outer && x < region.Left + inner) || (x > region.Right - inner && x <= region.Right + outer);
    }

    static bool Overlaps(TickRow row, PixelRectangle region)
    {
        var (first, last) = (row.Positions[0], row.Positions[^1]);
        var shared = Math.Min(last, region.Bottom) - Math.Max(first, region.Top);
        return shared >= Limits.RulerOverlapShare * (last - first) && shared >= Limits.RulerSpanShare * region.Height;
    }

    // Ticks are drawn over two pixels at least, and all of a kind are alike; what only one line shows is chance.
    static Ruler? Assemble(int x, TickRow row, TickRow?[] rows, IReadOnlyList<double>[] marks)
    {
        var neighbours = Enumerable.Range(Math.Max(0, x - 2), Math.Min(rows.Length, x + 3) - Math.Max(0, x - 2))
            .Count(other => rows[other] is { } candidate && IsSame(row, candidate));
        if (neighbours < 2) return null;
        var lengths = row.Positions.Select(at => LengthOf(x, at, marks)).ToList();
        var longEvery = LongEvery(row, lengths, out var alike);
        if (!alike) return null;
        var bounds = new PixelRectangle(x, (int)Math.Round(row.Positions[0]), x, (int)Math.Round(row.Positions[^1]));
        return new(true, bounds, row.Positions.Count, row.Period, longEvery, row.Scatter);
    }

    static bool IsSame(TickRow a, TickRow b)
    {
        if (!Plausibility.Agree(a.Period, b.Period, 0.02)) return false;
        var steps = (b.Start - a.Start) / a.Period;
        return Math.Abs(steps - Math.Round(steps)) * a.Period <= Limits.TickTolerance;
    }

    static int LengthOf(int x, double at, IReadOnlyList<double>[] marks)
    {
        var length = 1;
        // Longer ones than any tick need not be followed to their end.
        for (var left = x - 1; left >= 0 && length <= Limits.MaxTickLength && Has(marks[left], at); left--) length++;
        for (var right = x + 1; right < marks.Length && length <= Limits.MaxTickLength && Has(marks[right], at); right++) length++;
        return length;
    }

    static bool Has(IReadOnlyList<double> marks, double at) => marks.Any(mark => Math.Abs(mark - at) <= Limits.TickTolerance);

    // Two lengths in a regular order, or one: anything else is no ruler. The outermost ticks may be the ends of an axis.
    static int LongEvery(TickRow row, List<int> lengths, out bool alike)
    {
        var indices = row.Positions.Select(at => (int)Math.Round((at - row.Start) / row.Period)).ToList();
        var (best, fewest) = (0, int.MaxValue);
        foreach (var every in new[] { 0, 2, 5, 10 })
            for (var first = 0; first < Math.Max(1, every); first++)
            {
                bool IsLong(int i) => every > 0 && indices[i] % every == first;
                var shorts = lengths.Where((_, i) => !IsLong(i)).Order().ToList();
                var longs = lengths.Where((_, i) => IsLong(i)).Order().ToList();
                if (shorts.Count == 0 || (every > 0 && longs.Count < 2)) continue;
                if (every > 0 && longs[longs.Count / 2] <= shorts[shorts.Count / 2] + 1) continue;
                if (Unlike(shorts) is not { } one || Unlike(longs) is not { } two || one + two >= fewest) continue;
                (best, fewest) = (every, one + two);
            }
        alike = fewest < int.MaxValue;
        return best;
    }

    // How many are of another length than most; null when that is too many, or they are no ticks.
    static int? Unlike(List<int> sorted)
    {
        if (sorted.Count == 0) return 0;
        var middle = sorted[sorted.Count / 2];
        var off = sorted.Count(length => Math.Abs(length - middle) > Math.Max(2, middle / 4));
        return middle <= Limits.MaxTickLength && off <= Math.Max(1, sorted.Count / 6) ? off : null;
    }

    // Bright spots that are short along the line and darker on both sides, by their centre of brightness.
    static List<double> MarksOn(ReadOnlySpan<byte> line)
    {
        var marks = new List<double>();
        var reach = Math.Max(Limits.MinTickReach, line.Length / 200);
        for (var y = 0; y < line.Length && marks.Count <= Limits.MaxMarksOnLine; y++)
        {
            if (!IsMark(line, y, reach)) continue;
            var start = y;
            double weight = 0, moment = 0;
            for (; y < line.Length && IsMark(line, y, reach); y++)
            {
                weight += line[y];
                moment += (double)line[y] * y;
            }
            if (y - start <= reach) marks.Add(moment / weight);
        }
        return marks;
    }

    static bool IsMark(ReadOnlySpan<byte> line, int y, int reach)
    {
        if (line[y] < Limits.TickContrast) return false;
        var around = Math.Max(y >= reach ? line[y - reach] : 0, y + reach < line.Length ? line[y + reach] : 0);
        return line[y] >= around + Limits.TickContrast;
    }

    static PixelRectangle Transposed(PixelRectangle box) => new(box.Top, box.Left, box.Bottom, box.Right);
}
