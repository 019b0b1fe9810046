using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

/// <summary>A result of an earlier run over an instance; its file need not be there any more.</summary>
/// <param name="File">Path relative to the results folder.</param>
/// <param name="SeriesInstanceUid">Null in rows of earlier versions: the file says it.</param>
/// <param name="HeldBy">
/// The destinations that it was sent to, or is about to be, and that no rejection note told to hide it; one that was given up, or that lost
/// it, is not among them.
/// </param>
sealed record EarlierResult(
    ResultKind Kind,
    string StudyInstanceUid,
    string? SeriesInstanceUid,
    string SopClassUid,
    string SopInstanceUid,
    string File,
    IReadOnlyList<string> HeldBy)
{
    /// <summary>Whether other results took its place, or nothing did and it was taken back.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Whether it shows a reader's outline.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The destinations that were told by a note to hide it.</summary>
    public IReadOnlyList<string> HiddenBy { get; init; } = [];

    /// <summary>Those of <see cref="HeldBy"/> to which it was never offered yet.</summary>
    public IReadOnlyList<string> NotOfferedTo { get; init; } = [];
}
