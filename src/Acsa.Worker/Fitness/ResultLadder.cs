using Acsa.Reporting;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Fitness;

/// <summary>
/// The best that a destination takes: the outline as Segmentation, else as presentation state, else as a picture; the numbers as
/// Comprehensive 3D SR,
/// else as Comprehensive SR, else as text; a page only where it takes none of these.
/// </summary>
static class ResultLadder
{
    /// <summary>What is wanted of each, the best first.</summary>
    public static IReadOnlyList<(string Of, IReadOnlyList<ResultKind> Kinds)> Rungs =>
        [("outline", Outlines), ("numbers", Numbers), ("page, where it takes none of these", [ResultKind.Document])];

    static readonly ResultKind[] Outlines = [ResultKind.Segmentation, ResultKind.PresentationState, ResultKind.SecondaryCapture];
    static readonly ResultKind[] Numbers = [ResultKind.StructuredReport, ResultKind.ComprehensiveReport, ResultKind.TextReport];

    /// <summary>Every kind that a destination may come to get; all of it is written beforehand, for a class may be refused in
    /// use.</summary>
    public static IReadOnlySet<ResultKind> AllOf(SendForms forms) => new HashSet<ResultKind>(
    [
        .. forms.Apply([ResultKind.Segmentation, .. Numbers]), .. forms.Apply([.. Outlines.Skip(1), .. Numbers]), ResultKind.Document,
    ]);

    /// <summary>Whether two kinds say the same in two forms: both outlines, or both numbers. A page says both.</summary>
    public static bool IsSameThing(ResultKind one, ResultKind other) =>
        (IsOutline(one) && IsOutline(other)) || (one.IsImageReport() && other.IsImageReport())
        || (ResultKinds.OfStudy.Contains(one) && ResultKinds.OfStudy.Contains(other))
            || (one == ResultKind.Document && SaysOfAnImage(other))
        || (other == ResultKind.Document && SaysOfAnImage(one));

    static bool SaysOfAnImage(ResultKind kind) => IsOutline(kind) || kind.IsImageReport();

    static bool IsOutline(ResultKind kind) => ResultKinds.Segmentations.Contains(kind) || Outlines.Contains(kind);

    /// <summary>Empty when it takes nothing that is written.</summary>
    /// <param name="taken">SOP class UIDs.</param>
    public static IReadOnlySet<ResultKind> Choose(IReadOnlySet<string> taken)
    {
        var possible = StorageClass.All.SelectMany(one => one.Kinds.Select(kind => (Kind: kind, one.Uid.UID))).GroupBy(one => one.Kind)
            .Where(kind => kind.All(one => taken.Contains(one.UID))).Select(kind => kind.Key).ToHashSet();
        var chosen = new HashSet<ResultKind>();
        foreach (var ladder in new[] { Outlines, Numbers })
            foreach (var kind in ladder.Where(possible.Contains).Take(1)) chosen.Add(kind);
        if (chosen.Count == 0 && possible.Contains(ResultKind.Document)) chosen.Add(ResultKind.Document);
        return chosen;
    }
}
