using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Signs of how far an outline may be off: what another threshold and the mirror image would change.</summary>
/// <param name="InnerPixels">Pixels where the model is at least three quarters sure; null when that is not known any more.</param>
/// <param name="OuterPixels">Pixels where it is at least one quarter sure; null likewise.</param>
/// <param name="Sweep">Half their difference, as a part of the mask.</param>
/// <param name="Mirror">How much larger or smaller the mirror image's mask is, as a part of the mask; null when it was not
/// computed.</param>
/// <param name="Agreement">Dice coefficient of the mask and the mirror image's, 0 to 1; null when it was not computed.</param>
/// <param name="GreySweep">Half the difference of the mean grey levels inside the two thresholds; null when one is empty.</param>
/// <param name="GreyMirror">Difference of the mean grey levels of the mask and the mirror image's; null when there is none.</param>
public sealed record OutlineDoubt(
    long? InnerPixels, long? OuterPixels, double Sweep, double? Mirror, double? Agreement, double? GreySweep, double? GreyMirror)
{
    /// <summary>The model's own judgement that the outline is right, 0 to 1; null when it gives none.</summary>
    public double? Right { get; init; }

    /// <summary>The same for the muscle lying in the picture as a whole.</summary>
    public double? Whole { get; init; }

    /// <summary>Null for an empty mask. All masks are of the image's size.</summary>
    /// <param name="excluded">Pixels that do not count for the grey level.</param>
    /// <param name="mirror">The mask that the model gave for the mirror image, mirrored back; or null.</param>
    public static OutlineDoubt? Measure(GreyImage image, Mask mask, Mask? excluded, Mask inner, Mask outer, Mask? mirror)
    {
        double pixels = mask.CountInside();
        if (pixels == 0) return null;
        var (least, most) = (inner.CountInside(), outer.CountInside());
        var other = mirror?.CountInside();
        return new(least, most, (most - least) / 2.0 / pixels,
            other is null ? null : Math.Abs(other.Value - pixels) / pixels,
            mirror is null ? null : 2.0 * mask.CountCommon(mirror) / (pixels + other!.Value),
            Difference(Mean(inner), Mean(outer)) / 2, mirror is null ? null : Difference(Mean(mask), Mean(mirror)));

        double? Mean(Mask some) => GreyStatistics.Measure(image, some, excluded)?.Mean;
    }

    private static double? Difference(double? one, double? other) =>
        one is null || other is null ? null : Math.Abs(one.Value - other.Value);
}
