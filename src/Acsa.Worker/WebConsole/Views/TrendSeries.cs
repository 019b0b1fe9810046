namespace Acsa.Worker.WebConsole.Views;

/// <summary>One measure of one muscle and side over time.</summary>
sealed record TrendSeries(string Muscle, string? Side, string Measure, string Unit, IReadOnlyList<TrendPoint> Points);
