namespace Acsa.Worker.WebConsole.Views;

/// <summary>One number of one study.</summary>
/// <param name="Low">Of its interval; null where there is none.</param>
/// <param name="Status">measured or review.</param>
sealed record TrendPoint(string StudyUid, DateTime At, double Value, double? Low, double? High, string Status, string? Model);
