using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>What the drawn ruler says about a stated scale, or in place of one.</summary>
internal static class RulerOpinion
{
    // What ticks stand for on scanners, cm, by the order of the longer ones among them.
    static readonly double[] AllAlike = [0.1, 0.2, 0.5, 1, 2, 5];
    static readonly double[] LongSecond = [0.5];
    static readonly double[] LongFifth = [0.1, 1];

    // Only by a site's word: everywhere else 1 mm under a scale twice too large would pass for it.
    static readonly double[] LongFifthOfTwo = [0.1, 0.2, 1];
    static readonly double[] LongTenth = [0.1, 1];

    /// <summary>Compares a ruler with the stated size of a pixel along it, cm.</summary>
    /// <param name="statedCm">What the site says that ticks stand for, cm; null when it says nothing.</param>
    public static RulerReading Compare(Ruler ruler, double pixelCm, double? statedCm)
    {
        var distance = ruler.PeriodPixels * pixelCm;
        var nearest = Meanings(ruler, statedCm).MinBy(tick => Math.Abs(Math.Log(distance / tick)));
        return new(ruler, nearest, distance / nearest - 1);
    }

    /// <summary>A sentence if a ruler and the stated scale contradict each other, else null.</summary>
    public static string? Objection(RulerReading reading) =>
        reading is { Deviation: { } off, TickCm: { } tick } && Math.Abs(off) > Limits.RulerAgreement
            ? string.Create(CultureInfo.InvariantCulture,
                $"The ruler drawn in the picture contradicts the stated scale: by that its ticks are {tick * (1 + off):F2} cm apart.")
            : null;

    /// <summary>
    /// What the ticks must stand for, cm: what the site states, else the only meaning by which the ruler is as long as a scan is deep, and
    /// as this one is where it says how deep it is.
    /// Null when several or none are possible.
    /// </summary>
    public static double? TickOf(Ruler ruler, double? depthMm, double? statedCm)
    {
        var length = (ruler.IsVertical ? ruler.Bounds.Height : ruler.Bounds.Width) / ruler.PeriodPixels;
        var possible = Meanings(ruler, statedCm).Where(tick =>
            length * tick is >= Limits.LeastRulerCm and <= Limits.MostRulerCm && Plausibility.Problem(tick / ruler.PeriodPixels,
                tick / ruler.PeriodPixels) is null).ToList();
        if (statedCm is { } stated)
            return possible.Exists(tick => Plausibility.Agree(tick, stated, Limits.SourceAgreement)) ? stated : null;
        // Also the only one: half a depth is what 5 mm makes of ticks of 1 cm of which every second is longer.
        if (ruler.IsVertical && depthMm is { } depth)
            possible = possible.FindAll(tick => length * tick * 10 / depth is >= 0.75 and <= 1.1);
        return possible is [var only] ? only : null;
    }

    static double[] Meanings(Ruler ruler, double? statedCm) => ruler.LongEvery switch
    {
        2 => LongSecond,
        5 => statedCm is { } stated && Plausibility.Agree(stated, 0.2, Limits.SourceAgreement) ? LongFifthOfTwo : LongFifth,
        10 => LongTenth,
        _ => AllAlike,
    };
}
