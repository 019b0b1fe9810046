using System.Globalization;

namespace Acsa.Imaging;

/// <summary>One step of a mask's clean-up, as it is written in a model's manifest, for example <c>open disk 10</c>.</summary>
/// <remarks>
/// <c>erode | dilate | open | close</c> with <c>disk R</c>, <c>box W H</c> or <c>ellipse W H</c> (OpenCV's), perhaps <c>times N</c> ·
/// <c>largest</c> · <c>largest or superficial S</c> · <c>fill</c> · <c>fill below N</c> · <c>without below N</c>.
/// </remarks>
public sealed class CleaningStep
{
    private const string Known =
        "erode, dilate, open or close with \"disk R\", \"box W H\" or \"ellipse W H\" and perhaps \"times N\"; \"largest\"; " +
        "\"largest or superficial S\"; \"fill\"; \"fill below N\"; \"without below N\"";

    private readonly Func<Mask, Mask> _apply;

    private CleaningStep(string text, Func<Mask, Mask> apply) => (Text, _apply) = (text, apply);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it keeps one piece and discards the others.</summary>
    public bool ChoosesPiece => Text.StartsWith("largest", StringComparison.Ordinal);

    /// <summary>The cleaned mask; the one given stays as it is.</summary>
    public Mask Apply(Mask mask) => _apply(mask);

    /// <summary>Reads a step.</summary>
    /// <exception cref="FormatException">There is no such step; the message lists those there are.</exception>
    public static CleaningStep Parse(string text) => new(text, text.Split(' ') switch
    {
        ["largest"] => mask => mask.LargestComponent(),
        ["largest", "or", "superficial", var share] => Superficial(text, share),
        ["fill"] => mask => mask.FillHoles(),
        ["fill", "below", var pixels] => FillBelow(text, pixels),
        ["without", "below", var pixels] => WithoutBelow(text, pixels),
        [var verb, .. var shape, "times", var count] =>
            Repeated(Morphological(text, verb, shape), Number(text, count, Limits.CleaningRepeats)),
        [var verb, .. var shape] => Morphological(text, verb, shape),
        _ => throw Refusal(text),
    });

    private static Func<Mask, Mask> Superficial(string text, string number) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? mask => mask.LargestOrSuperficial(share)
            : throw Refusal(text);

    private static Func<Mask, Mask> FillBelow(string text, string number)
    {
        var pixels = Number(text, number, Limits.CleaningPixels);
        // DeepACSA asks scikit-image for the fullest connectivity there is.
        return mask => mask.FillSmall(pixels, Connectivity.Eight);
    }

    private static Func<Mask, Mask> WithoutBelow(string text, string number)
    {
        var pixels = Number(text, number, Limits.CleaningPixels);
        return mask => mask.RemoveSmall(pixels);
    }

    private static Func<Mask, Mask> Morphological(string text, string verb, string[] shape)
    {
        var element = shape switch
        {
            ["disk", var radius] => StructuringElement.Disk(Number(text, radius, Limits.CleaningSide / 2)),
            ["box", var width, var height] =>
                StructuringElement.Rectangle(Number(text, width, Limits.CleaningSide), Number(text, height, Limits.CleaningSide)),
            ["ellipse", var width, var height] =>
                StructuringElement.Ellipse(Number(text, width, Limits.CleaningSide, 2), Number(text, height, Limits.CleaningSide, 2)),
            _ => throw Refusal(text),
        };
        return verb switch
        {
            "erode" => mask => mask.Erode(element),
            "dilate" => mask => mask.Dilate(element),
            "open" => mask => mask.Open(element),
            "close" => mask => mask.Close(element),
            _ => throw Refusal(text),
        };
    }

    private static Func<Mask, Mask> Repeated(Func<Mask, Mask> step, int count) => mask =>
    {
        for (var i = 0; i < count; i++) mask = step(mask);
        return mask;
    };

    private static int Number(string text, string number, int most, int least = 1) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"\"{text}\": {number} is not a whole number from {least} to {most}");

    private static FormatException Refusal(string text) => new($"\"{text}\" is no step, expected {Known}");
}
