namespace Acsa.Worker.Ledger;

/// <summary>What was written of a study as a whole.</summary>
/// <param name="ImageId">Of the first image that counts.</param>
/// <param name="Replaced">SOP Instance UIDs of earlier ones that nobody is told any more.</param>
/// <param name="Reasons">Why something of it is missing.</param>
sealed record StudyOutcome(long ImageId, IReadOnlyList<ResultFile> Results, IReadOnlyList<string> Replaced, IReadOnlyList<string> Reasons)
{
    /// <summary>SOP Instance UIDs of earlier ones that were taken back and hold again.</summary>
    public IReadOnlyList<string> Standing { get; init; } = [];

    /// <summary>Whether its images say nothing together any more: what was said stands no more, and the results are notes about
    /// that.</summary>
    public bool Withdraws { get; init; }

    /// <summary>Why it could not be written at all; a person has to look. Null when it could.</summary>
    public string? Failure { get; init; }
}
