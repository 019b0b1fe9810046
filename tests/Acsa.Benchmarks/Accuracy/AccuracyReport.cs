using System.Globalization;

namespace Acsa.Benchmarks.Accuracy;

/// <summary>The figures of one view, the table that shows them, and whether the targets are reached.</summary>
sealed class AccuracyReport
{
    const double MedianError = 2, HighError = 5, HighGreyError = 1, LeastCoverage = 0.85, MostCoverage = 0.95, WrongPlane = 0.05,
        Doubted = 0.90;

    readonly IReadOnlyList<AccuracyCase> _cases;
    readonly List<(string What, double Value, string Unit, string Target, bool IsReached)> _lines = [];

    public AccuracyReport(string view, int seed, IReadOnlyList<AccuracyCase> cases)
    {
        (View, Seed, _cases) = (view, seed, cases);
        var measured = cases.Where(one => one.Status == "measured").ToList();
        foreach (var status in (string[])["measured", "review", "refused", "missing"])
            Add(status, Share(one => one.Status == status), "%");
        if (view is "complete" or "extreme") AddErrors(measured, isTarget: view == "complete");
        else Line("not called measured", 100 - Share(one => one.Status == "measured"), "%", $"at least {100 * Doubted:0}",
            value => value >= 100 * Doubted);
    }

    public string View { get; }

    public int Seed { get; }

    public bool IsReached => _lines.TrueForAll(line => line.IsReached);

    /// <summary>For the log.</summary>
    public object Figures => new
    {
        View, Seed, _cases.Count, IsReached,
        Figures = _lines.ToDictionary(line => line.What, line => double.IsNaN(line.Value) ? (double?)null : line.Value), Flags = Flags(),
    };

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{_cases.Count} simulated images, view {View}, seed {Seed}");
        Console.WriteLine();
        Console.WriteLine("| | value | target | |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (what, value, unit, target, isReached) in _lines)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {value:0.00} {unit} | {target} | {(target.Length == 0 ? "" : isReached ? "reached" : "MISSED")} |"));
        Console.WriteLine();
        Console.WriteLine("| objection | images |");
        Console.WriteLine("|---|---|");
        foreach (var (flag, share) in Flags().OrderByDescending(pair => pair.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {flag} | {share:0.0} % |"));
        Console.WriteLine();
    }

    void AddErrors(List<AccuracyCase> measured, bool isTarget)
    {
        Error("area error of measured, median", measured, one => one.AreaError, 0.5, "%", isTarget ? MedianError : null);
        Error("area error of measured, 95th percentile", measured, one => one.AreaError, 0.95, "%", isTarget ? HighError : null);
        Error("area error of measured, worst", measured, one => one.AreaError, 1, "%", null);
        Error("area error of all, median", _cases, one => one.AreaError, 0.5, "%", null);
        Error("area error of all, 95th percentile", _cases, one => one.AreaError, 0.95, "%", null);
        Error("grey error of measured, median", measured, one => one.GreyError, 0.5, "levels", null);
        Error("grey error of measured, 95th percentile", measured, one => one.GreyError, 0.95, "levels", isTarget ? HighGreyError : null);
        Coverage("area interval holds the truth", measured, one => one.AreaHeld, isTarget);
        Coverage("grey interval holds the truth", measured, one => one.GreyHeld, isTarget);
        Add("area interval's half width, median", Statistics.Median(measured.Where(one => one.AreaInterval is not null)
            .Select(one => (one.AreaInterval![1] - one.AreaInterval[0]) / 2 / one.AreaCm2!.Value * 100)), "%");
        Line("sent away as wrong plane or empty", Share(one => one.Flags.Contains("wrong-plane") || one.Flags.Contains("mask-empty")), "%",
            $"at most {100 * WrongPlane:0}", value => value <= 100 * WrongPlane);
    }

    void Error(string what, IReadOnlyCollection<AccuracyCase> cases, Func<AccuracyCase, double> error, double share, string unit,
        double? most) =>
        Line(what, Statistics.Percentile([.. cases.Select(error)], share), unit, most is null ? "" : $"at most {most:0}",
            value => most is null || value <= most);

    void Coverage(string what, List<AccuracyCase> cases, Func<AccuracyCase, bool> isHeld, bool isTarget)
    {
        var held = cases.Count == 0 ? double.NaN : 100.0 * cases.Count(isHeld) / cases.Count;
        Line(what, held, "%", isTarget ? $"{100 * LeastCoverage:0} to {100 * MostCoverage:0}" : "",
            value => !isTarget || (value >= 100 * LeastCoverage && value <= 100 * MostCoverage));
    }

    void Add(string what, double value, string unit) => _lines.Add((what, value, unit, "", true));

    void Line(string what, double value, string unit, string target, Func<double, bool> isReached) =>
        _lines.Add((what, value, unit, target, isReached(value)));

    double Share(Func<AccuracyCase, bool> holds) => 100.0 * _cases.Count(holds) / _cases.Count;

    Dictionary<string, double> Flags() => _cases.SelectMany(one => one.Flags).Distinct(StringComparer.Ordinal)
        .ToDictionary(flag => flag, flag => Share(one => one.Flags.Contains(flag)), StringComparer.Ordinal);
}
