using System.Globalization;
using Acsa.Worker.Results;

namespace Acsa.Worker.Reader;

/// <summary>Edits as CSV.</summary>
static class EditTable
{
    public const string GroupHeading =
        "model,scanner,outlines,images,emptied,medianDice,lowestDice,meanAreaDifferenceCm2,areaDifferenceSdCm2,meanAreaDifferencePercent,meanGreyDifference";

    public const string EditHeading =
        "at,model,scanner,structure,laterality,sopInstanceUid,frame,segmentation,recognisedBy,isEmptied,dice,areaCm2Before,areaCm2After,meanGreyBefore,"
        + "meanGreyAfter";

    public static string OfGroups(IEnumerable<EditSummary> groups) => CsvTable.Write(GroupHeading, groups.Select(group => new object?[]
    {
        group.Model, group.Scanner, group.Outlines, group.Images, group.Emptied, group.MedianDice, group.LowestDice,
        group.MeanAreaDifferenceCm2, group.AreaDifferenceSdCm2, group.MeanAreaDifferencePercent, group.MeanGreyDifference,
    }));

    public static string OfEdits(IEnumerable<EditEntry> edits) => CsvTable.Write(EditHeading, edits.Select(edit => new object?[]
    {
        edit.At.ToString("O", CultureInfo.InvariantCulture), edit.Model is { } made ? $"{made.Id} {made.Version}" : null,
        edit.Scanner, edit.Structure, edit.Laterality, edit.SopInstanceUid, edit.Frame, edit.Segmentation, edit.RecognisedBy,
        edit.IsEmptied ? "true" : "false",
        edit.Dice, edit.AreaCm2Before, edit.AreaCm2After, edit.MeanGreyBefore, edit.MeanGreyAfter,
    }));
}
