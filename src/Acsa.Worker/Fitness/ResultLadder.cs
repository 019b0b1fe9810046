using Acsa.Reporting;

namespace Acsa.Worker.Fitness;

/// <summary>
/// The best that a destination takes: the outline as Segmentation, else as presentation state, else as a picture; the numbers as Comprehensive 3D SR,
/// else as Comprehensive SR, else as text; a page only where it takes none of these.
/// </summary>
static class ResultLadder
{
    static readonly ResultKind[] Outlines = [ResultKind.Segmentation, ResultKind.PresentationState, ResultKind.SecondaryCapture];
    static readonly ResultKind[] Numbers = [ResultKind.StructuredReport, ResultKind.ComprehensiveReport, ResultKind.TextReport];

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
