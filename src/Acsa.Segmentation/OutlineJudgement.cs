namespace Acsa.Segmentation;

/// <summary>What a model says of its own outline, where it was trained to; each 0 to 1.</summary>
/// <param name="Right">That the outline is right: that its Dice coefficient with the true one is high.</param>
/// <param name="Whole">That the muscle lies within the picture as a whole.</param>
public readonly record struct OutlineJudgement(double Right, double Whole)
{
    /// <summary>How many values a model gives: <see cref="Right"/>, then <see cref="Whole"/>.</summary>
    internal const int Length = 2;

    /// <summary>The less favourable of both, each for itself.</summary>
    public static OutlineJudgement Least(OutlineJudgement one, OutlineJudgement other) =>
        new(Math.Min(one.Right, other.Right), Math.Min(one.Whole, other.Whole));
}
