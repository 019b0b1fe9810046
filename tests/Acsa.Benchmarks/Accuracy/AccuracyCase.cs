namespace Acsa.Benchmarks.Accuracy;

/// <summary>What is true of one simulated image, and what the node says; null what it does not give.</summary>
sealed record AccuracyCase(
    string File, string View, double TrueAreaCm2, double TrueGrey, string Status, IReadOnlyList<string> Flags, double? AreaCm2,
    double? Grey,
    IReadOnlyList<double>? AreaInterval, IReadOnlyList<double>? GreyInterval)
{
    /// <summary>Per cent of the true area, without sign; an area that is not given counts as a miss of all of it.</summary>
    public double AreaError => AreaCm2 is { } area && TrueAreaCm2 > 0 ? Math.Abs(area / TrueAreaCm2 - 1) * 100 : 100;

    /// <summary>Grey levels, without sign.</summary>
    public double GreyError => Grey is { } grey ? Math.Abs(grey - TrueGrey) : 255;

    public bool AreaHeld => AreaInterval is [var low, var high] && low <= TrueAreaCm2 && TrueAreaCm2 <= high;

    public bool GreyHeld => GreyInterval is [var low, var high] && low <= TrueGrey && TrueGrey <= high;
}
