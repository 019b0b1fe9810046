namespace Acsa.Worker.Reader;

/// <summary>What became of a received Segmentation.</summary>
/// <param name="Reasons">What was done with it, or why nothing was.</param>
/// <param name="Images">Empty when it is only kept.</param>
sealed record ReaderAnswer(IReadOnlyList<string> Reasons, IReadOnlyList<EditedImage> Images)
{
    public static ReaderAnswer Kept(params string[] reasons) => new(reasons, []);

    public static ReaderAnswer Together(IReadOnlyList<ReaderAnswer> answers) =>
        new([.. answers.SelectMany(answer => answer.Reasons).Distinct()], [.. answers.SelectMany(answer => answer.Images)]);
}
