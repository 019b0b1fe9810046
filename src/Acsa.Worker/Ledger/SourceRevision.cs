using Acsa.Worker.Priors;

namespace Acsa.Worker.Ledger;

/// <summary>What took the place of an image's findings when a reader's outlines came back.</summary>
/// <param name="InstanceId">Of the image.</param>
/// <param name="Findings">All of the image, the unedited ones included.</param>
/// <param name="Edits">How far the reader's outlines are from the model's.</param>
sealed record SourceRevision(long InstanceId, IReadOnlyList<FindingEntry> Findings, IReadOnlyList<ResultFile> Results,
    IReadOnlyList<EditRow> Edits)
{
    /// <summary>SOP Instance UIDs of the results that these replace.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>What later studies of the person compare with.</summary>
    public IReadOnlyList<PriorRow> Priors { get; init; } = [];
}
