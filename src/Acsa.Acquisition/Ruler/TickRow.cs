namespace Acsa.Acquisition;

/// <summary>Marks at equal distances on one line of pixels: position k is <c>Start + k · Period</c>.</summary>
/// <param name="Positions">Where each was found, ascending; one that is hidden is left out.</param>
internal sealed record TickRow(double Start, double Period, double Scatter, IReadOnlyList<double> Positions)
{
    /// <summary>
    /// The longest row of equal distances among marks (ascending positions), or null. Marks that do not belong to it may hardly lie
    /// within it: echoes are many and irregular, tick marks are few and regular.
    /// </summary>
    public static TickRow? Find(IReadOnlyList<double> marks)
    {
        if (marks.Count is < Limits.MinRulerTicks or > Limits.MaxMarksOnLine) return null;
        TickRow? best = null;
        for (var i = 0; i + 1 < marks.Count; i++)
            for (var j = i + 1; j < marks.Count && j <= i + 2; j++)
            {
                var period = marks[j] - marks[i];
                if (period < Limits.MinTickPeriod) continue;
                if (Grow(marks, i, j) is { } row && (best is null || row.Positions.Count > best.Positions.Count
                    || (row.Positions.Count == best.Positions.Count && row.Scatter < best.Scatter)))
                    best = row;
            }
        return best;
    }

    static TickRow? Grow(IReadOnlyList<double> marks, int first, int second)
    {
        var period = marks[second] - marks[first];
        List<(int Index, double At)> row = [(0, marks[first]), (1, marks[second])];
        for (int i = second + 1, missed = 0; i < marks.Count;)
        {
            var expected = row[^1].At + period * (1 + missed);
            var tolerance = Math.Max(Limits.TickTolerance, Limits.TickToleranceShare * period);
            if (marks[i] < expected - tolerance) i++;
            else if (marks[i] <= expected + tolerance)
            {
                row.Add((row[^1].Index + 1 + missed, marks[i++]));
                missed = 0;
                // The further the row goes, the better it knows its period.
                period = (row[^1].At - row[0].At) / row[^1].Index;
            }
            else if (++missed > 1) break; // One tick may hide behind a caliper or a text.
        }
        if (row.Count < Limits.MinRulerTicks || row[^1].Index + 1 - row.Count > Limits.HiddenTickShare * row.Count) return null;
        var fit = Fit(row);
        var within = marks.Count(mark => mark >= row[0].At && mark <= row[^1].At);
        return fit.Scatter <= Limits.MaxTickScatter && within - row.Count <= Limits.ForeignMarkShare * row.Count ? fit : null;
    }

    static TickRow Fit(List<(int Index, double At)> row)
    {
        var (meanIndex, meanAt) = (row.Average(tick => tick.Index), row.Average(tick => tick.At));
        var period = row.Sum(tick => (tick.Index - meanIndex) * (tick.At - meanAt)) / row.Sum(tick => Math.Pow(tick.Index - meanIndex, 2));
        var start = meanAt - period * meanIndex;
        var scatter = Math.Sqrt(row.Average(tick => Math.Pow(tick.At - start - period * tick.Index, 2)));
        return new(start, period, scatter, [.. row.Select(tick => tick.At)]);
    }
}
