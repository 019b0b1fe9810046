namespace Acsa.Worker.Reader;

/// <summary>The edits of one model's outlines on one scanner; differences are the reader's minus the model's.</summary>
/// <param name="MedianDice">Null when no edit has one.</param>
sealed record EditSummary(
    string? Model, string? Scanner, int Outlines, double? MedianDice, double? MeanAreaDifferenceCm2, double? MeanGreyDifference)
{
    public static IReadOnlyList<EditSummary> Of(IEnumerable<EditEntry> edits) =>
    [
        .. edits.GroupBy(edit => (Model: edit.Model is { } made ? $"{made.Id} {made.Version}" : null, edit.Scanner))
            .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Scanner, StringComparer.Ordinal)
            .Select(group => new EditSummary(
                group.Key.Model, group.Key.Scanner, group.Count(), Median([.. group.Select(edit => edit.Dice).OfType<double>().Order()]),
                Mean([.. group.Select(edit => edit.AreaCm2After - edit.AreaCm2Before).OfType<double>()]),
                Mean([.. group.Select(edit => edit.MeanGreyAfter - edit.MeanGreyBefore).OfType<double>()]))),
    ];

    static double? Mean(IReadOnlyList<double> values) => values.Count == 0 ? null : values.Average();

    static double? Median(IReadOnlyList<double> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
