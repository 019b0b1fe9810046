namespace Acsa.Worker.WebConsole.Views;

/// <summary>One week of a scanner.</summary>
/// <param name="Week">Its Monday, UTC.</param>
/// <param name="Images">Frames that were judged.</param>
/// <param name="Mean">Mean grey level of those that were not refused; null where there is none.</param>
sealed record ScannerWeek(DateTime Week, int Images, int Review, int Refused, double? Mean)
{
    public double RefusedShare => (double)Refused / Images;
}
