namespace Acsa.Worker.Reader;

/// <summary>The edits of one model's outlines on one scanner; differences are the reader's minus the model's.</summary>
/// <param name="Model">Name and version; null when it is not known any more.</param>
/// <param name="Scanner">Manufacturer and model; null when not stated.</param>
/// <param name="Outlines">Edited outlines, one for each structure and frame.</param>
/// <param name="Images">That they lie in.</param>
/// <param name="Emptied">Outlines that the reader took away altogether; they count in <paramref name="Outlines"/> and in no
/// difference.</param>
/// <param name="MedianDice">0 to 1; null when no edit has one.</param>
/// <param name="LowestDice">Of the outlines that were not emptied.</param>
/// <param name="MeanAreaDifferenceCm2">Null when no edit has both areas.</param>
/// <param name="AreaDifferenceSdCm2">Sample standard deviation; null with fewer than two.</param>
/// <param name="MeanAreaDifferencePercent">Mean of each outline's own difference, in percent of the model's area.</param>
/// <param name="MeanGreyDifference">Grey levels, 0 to 255.</param>
sealed record EditSummary(
    string? Model, string? Scanner, int Outlines, int Images, int Emptied, double? MedianDice, double? LowestDice,
    double? MeanAreaDifferenceCm2,
    double? AreaDifferenceSdCm2, double? MeanAreaDifferencePercent, double? MeanGreyDifference)
{
    public static IReadOnlyList<EditSummary> Of(IEnumerable<EditEntry> edits) =>
    [
        .. edits.GroupBy(edit => (Model: edit.Model is { } made ? $"{made.Id} {made.Version}" : null, edit.Scanner))
            .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Scanner, StringComparer.Ordinal)
            .Select(group => Of(group.Key.Model, group.Key.Scanner, [.. group])),
    ];

    static EditSummary Of(string? model, string? scanner, IReadOnlyList<EditEntry> edits)
    {
        var drawn = edits.Where(edit => !edit.IsEmptied).ToList();
        List<double> dice = [.. drawn.Select(edit => edit.Dice).OfType<double>().Order()];
        List<double> areas = [.. drawn.Select(edit => edit.AreaCm2After - edit.AreaCm2Before).OfType<double>()];
        List<double> shares = [.. drawn.Where(edit => edit.AreaCm2Before > 0)
            .Select(edit => (edit.AreaCm2After - edit.AreaCm2Before) / edit.AreaCm2Before * 100).OfType<double>()];
        return new(
            model, scanner, edits.Count, edits.Select(edit => edit.SopInstanceUid).Distinct().Count(), edits.Count - drawn.Count,
            Median(dice),
            dice.Count == 0 ? null : dice[0], Mean(areas), Deviation(areas), Mean(shares),
            Mean([.. drawn.Select(edit => edit.MeanGreyAfter - edit.MeanGreyBefore).OfType<double>()]));
    }

    static double? Mean(IReadOnlyList<double> values) => values.Count == 0 ? null : values.Average();

    static double? Deviation(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    static double? Median(IReadOnlyList<double> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
