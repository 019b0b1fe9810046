namespace Acsa.Worker.WebConsole.Views;

/// <summary>How the images of one scanner did.</summary>
/// <param name="Flags">How often each quality rule objected, the most frequent first.</param>
/// <param name="Drift">Mean grey level of the last 28 days less that of the days before; null with fewer than 5 images on either
/// side.</param>
/// <param name="DriftError">Standard error of the drift.</param>
/// <param name="Weeks">The oldest first; a week without images is not there.</param>
sealed record ScannerQuality(
    string CallingAe, int Images, int Measured, int Review, int Refused, IReadOnlyList<(string Flag, int Count)> Flags, double? Drift,
    double? DriftError, IReadOnlyList<ScannerWeek> Weeks)
{
    const int Recent = 28;
    const int Least = 5;

    /// <summary>Whether the drift is more than chance explains (two standard errors) and more than one grey level.</summary>
    public bool HasDrifted => Drift is { } drift && DriftError is { } error && Math.Abs(drift) > Math.Max(2 * error, 1);

    public double RefusedShare => Images == 0 ? 0 : (double)Refused / Images;

    /// <summary>Judges a scanner's findings.</summary>
    public static ScannerQuality Of(string callingAe, IReadOnlyList<(DateTimeOffset At, Results.ResultEntry Entry)> findings,
        DateTimeOffset now)
    {
        var greys = findings.Where(row => row.Entry is { Status: not "refused", Echogenicity: not null })
            .Select(row => (row.At, Grey: row.Entry.Echogenicity!.Mean)).ToList();
        var recent = greys.Where(row => row.At > now.AddDays(-Recent)).Select(row => row.Grey).ToList();
        var before = greys.Where(row => row.At <= now.AddDays(-Recent)).Select(row => row.Grey).ToList();
        var isKnown = recent.Count >= Least && before.Count >= Least;
        return new(
            callingAe, findings.Count, Count("measured"), Count("review"), Count("refused"),
            [.. findings.SelectMany(row => row.Entry.Flags).GroupBy(flag => flag).Select(group => (group.Key, group.Count()))
                .OrderByDescending(pair => pair.Item2)],
            isKnown ? recent.Average() - before.Average() : null,
            isKnown ? Math.Sqrt(Variance(recent) / recent.Count + Variance(before) / before.Count) : null,
            [.. findings.GroupBy(row => row.At.UtcDateTime.Date.AddDays(-(((int)row.At.UtcDateTime.DayOfWeek + 6) % 7))).Select(WeekOf)
                .OrderBy(week => week.Week)]);

        int Count(string status) => findings.Count(row => row.Entry.Status == status);
    }

    static ScannerWeek WeekOf(IGrouping<DateTime, (DateTimeOffset At, Results.ResultEntry Entry)> week) => new(
        week.Key, week.Count(), week.Count(row => row.Entry.Status == "review"), week.Count(row => row.Entry.Status == "refused"),
        week.Where(row => row.Entry is { Status: not "refused", Echogenicity: not null })
            .Average(row => (double?)row.Entry.Echogenicity!.Mean));

    static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
