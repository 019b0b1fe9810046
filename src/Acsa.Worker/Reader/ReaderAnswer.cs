namespace Acsa.Worker.Reader;

/// <summary>What became of a received Segmentation.</summary>
/// <param name="Reasons">What was done with it, or why nothing was.</param>
/// <param name="Images">Empty when it is only kept.</param>
sealed record ReaderAnswer(IReadOnlyList<string> Reasons, IReadOnlyList<EditedImage> Images)
{
    /// <summary>Until when it waits for images that are not here yet; null when it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Whether it has waited for an image in vain.</summary>
    public bool IsGivenUp { get; init; }

    public static ReaderAnswer Kept(params string[] reasons) => new(reasons, []);

    public static ReaderAnswer Together(IReadOnlyList<ReaderAnswer> answers) =>
        new([.. answers.SelectMany(answer => answer.Reasons).Distinct()], [.. answers.SelectMany(answer => answer.Images)])
        {
            WaitsUntil = answers.Max(answer => answer.WaitsUntil), IsGivenUp = answers.Any(answer => answer.IsGivenUp),
        };
}
