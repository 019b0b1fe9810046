using System.Globalization;
using System.Text;

namespace Acsa.Worker.Reader;

/// <summary>Edits as CSV (RFC 4180, UTF-8, decimal point): empty where nothing is known.</summary>
static class EditTable
{
    public const string GroupHeading =
        "model,scanner,outlines,images,emptied,medianDice,lowestDice,meanAreaDifferenceCm2,areaDifferenceSdCm2,meanAreaDifferencePercent,meanGreyDifference";

    public const string EditHeading =
        "at,model,scanner,structure,laterality,sopInstanceUid,frame,segmentation,recognisedBy,isEmptied,dice,areaCm2Before,areaCm2After,meanGreyBefore,"
        + "meanGreyAfter";

    public static string OfGroups(IEnumerable<EditSummary> groups) => Lines(GroupHeading, groups.Select(group => new object?[]
    {
        Text(group.Model), Text(group.Scanner), group.Outlines, group.Images, group.Emptied, group.MedianDice, group.LowestDice,
        group.MeanAreaDifferenceCm2, group.AreaDifferenceSdCm2, group.MeanAreaDifferencePercent, group.MeanGreyDifference,
    }));

    public static string OfEdits(IEnumerable<EditEntry> edits) => Lines(EditHeading, edits.Select(edit => new object?[]
    {
        edit.At.ToString("O", CultureInfo.InvariantCulture), Text(edit.Model is { } made ? $"{made.Id} {made.Version}" : null),
        Text(edit.Scanner),
        Text(edit.Structure), edit.Laterality, edit.SopInstanceUid, edit.Frame, edit.Segmentation, edit.RecognisedBy,
        edit.IsEmptied ? "true" : "false",
        edit.Dice, edit.AreaCm2Before, edit.AreaCm2After, edit.MeanGreyBefore, edit.MeanGreyAfter,
    }));

    static string Lines(string heading, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(heading).Append('\n');
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))).Append('\n');
        return text.ToString();
    }

    // A scanner says its own name: what a spreadsheet would take for a formula begins with an apostrophe, which it takes for text.
    static string? Text(string? text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = $"'{text}";
        return text is null || !text.AsSpan().ContainsAny(",\"\r\n") ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
