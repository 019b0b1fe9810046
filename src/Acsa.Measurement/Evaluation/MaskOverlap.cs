using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// How far a predicted mask covers the true one, from pixel counts. A ratio without a denominator is null; two empty masks have none.
/// </summary>
/// <param name="Both">Pixels in both.</param>
public sealed record MaskOverlap(long Predicted, long Truth, long Both)
{
    /// <summary>2 · both ÷ (predicted + truth).</summary>
    public double? Dice => Ratio(2 * Both, Predicted + Truth);

    /// <summary>Both ÷ either (Jaccard index).</summary>
    public double? Iou => Ratio(Both, Predicted + Truth - Both);

    /// <summary>Both ÷ predicted.</summary>
    public double? Precision => Ratio(Both, Predicted);

    /// <summary>Both ÷ truth.</summary>
    public double? Recall => Ratio(Both, Truth);

    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static MaskOverlap Of(Mask predicted, Mask truth)
    {
        if (predicted.Width != truth.Width || predicted.Height != truth.Height)
            throw new ArgumentException(
                $"The predicted mask is {predicted.Width}×{predicted.Height}, the true one {truth.Width}×{truth.Height}.",
                    nameof(predicted));
        long both = 0;
        for (var i = 0; i < truth.Pixels.Length; i++) both += predicted.Pixels[i] & truth.Pixels[i];
        return new(predicted.CountInside(), truth.CountInside(), both);
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
