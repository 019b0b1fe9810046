namespace Acsa.Worker.WebConsole.Views;

/// <summary>One measure of one muscle and side over time.</summary>
/// <param name="Muscle">Its name, with the place along it where the images state one.</param>
sealed record TrendSeries(string Muscle, string? Side, string Measure, string Unit, IReadOnlyList<TrendPoint> Points);
