using Acsa.Worker.Priors;

namespace Acsa.Worker.Ledger;

/// <summary>What became of one instance of a study.</summary>
/// <param name="Failed">Whether it could not be analysed; the reasons say why.</param>
/// <param name="Findings">Entries of results.json.</param>
sealed record InstanceOutcome(
    long InstanceId,
    bool Failed,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<FindingEntry> Findings,
    IReadOnlyList<ResultFile> Results)
{
    /// <summary>Whether a routing rule keeps the results here.</summary>
    public bool StaysHere { get; init; }

    /// <summary>SOP Instance UIDs of the results that these replace.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>Whether it was analysed to the end and nothing was found that is reported: what earlier analyses found stands no
    /// more.</summary>
    public bool Withdraws { get; init; }

    /// <summary>Whether it came to no word on what the image shows, by a failure in part or in whole or by a rule: what was found before
    /// is neither replaced nor taken back by that.</summary>
    public bool SaysNothing { get; init; } = Failed;

    /// <summary>What later studies of the person compare with.</summary>
    public IReadOnlyList<PriorRow> Priors { get; init; } = [];

    /// <summary>Whose it is; null where that cannot be told or must not matter.</summary>
    public PriorSubject? Subject { get; init; }

    /// <summary>What an edited Segmentation says anew about images of its study; empty for anything else.</summary>
    public IReadOnlyList<SourceRevision> Revisions { get; init; } = [];

    /// <summary>Until when an edited Segmentation waits for images, or their results, that are not here yet; null when it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }
}
