using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>
/// Whether a GPU says what the processor says, of all that a verdict rests on: on the golden image and its mirror image, or on a drawn one
/// where the package has none. That a provider ran every node does not say that it computed it rightly.
/// </summary>
/// <param name="Dice">The least over the model's structures, the masks and where it is one and three quarters sure; two empty masks
/// agree.</param>
/// <param name="LargestDifference">Of two probabilities of one pixel.</param>
/// <param name="JudgementDifference">Of two judgements of one outline; 0 where the model gives none.</param>
/// <param name="OnGolden">Whether the golden image was used.</param>
readonly record struct ProviderAgreement(double Dice, double LargestDifference, double JudgementDifference, bool OnGolden)
{
    /// <summary>Least Dice of a GPU's masks with the processor's.</summary>
    public const double LeastDice = 0.999;

    // A drawn image may show nothing that the model outlines: then its probabilities have to agree, within what half precision leaves.
    // Judgements always have to.
    const double MostDifference = 0.02;

    // Of the drawn image.
    const int Side = 256;

    public bool IsGood => Dice >= LeastDice && JudgementDifference <= MostDifference && (OnGolden || LargestDifference <= MostDifference);

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"its masks have a Dice of {Dice:0.0000} with the processor's on {(OnGolden ? "the golden image" : "a drawn image")}");
        if (!IsGood) text += string.Create(CultureInfo.InvariantCulture, $", {LeastDice} is needed");
        if (!OnGolden) text += string.Create(CultureInfo.InvariantCulture, $", probabilities differ by up to {LargestDifference:0.0000}");
        return JudgementDifference <= MostDifference ? text : text + string.Create(CultureInfo.InvariantCulture,
            $", judgements of outlines differ by up to {JudgementDifference:0.0000}, {MostDifference} is allowed");
    }

    /// <summary>The image to compare on.</summary>
    /// <exception cref="ModelPackageException">The golden image has changed and cannot be read.</exception>
    public static (GreyImage Image, bool IsGolden) Picture(ModelPackage package) =>
        package.ReadGolden() is { } golden ? (golden.Image, true) : (Drawn(), false);

    /// <summary>Proves a model that was just opened, with as many inputs in one run as it will get: image and mirror image by turns, so
    /// that what one input does to its neighbour shows.</summary>
    /// <exception cref="OnnxRuntimeException">It does not run at all.</exception>
    /// <exception cref="InferenceException">It gives what is no probability or judgement.</exception>
    public static ProviderAgreement Prove(ModelPackage package, OpenModel model, OpenModel cpu, int largestBatch)
    {
        var (image, isGolden) = Picture(package);
        GreyImage[] pair = [image, image.Mirrored()];
        var expected = ProviderAnswer.Of(package.Manifest, cpu, pair, 1);
        var batch = Math.Min(Math.Min(largestBatch, Limits.ProvenBatch), model.LargestBatch);
        if (batch > 1)
        {
            GreyImage[] full = [.. Enumerable.Range(0, Math.Max(batch, pair.Length)).Select(i => pair[i % pair.Length])];
            try
            {
                return Compare(package.Manifest, ProviderAnswer.Of(package.Manifest, model, full, batch), expected, isGolden);
            }
            catch (OnnxRuntimeException problem)
            {
                // Too large for its memory, or a network that was exported for one input and says otherwise.
                model.TakeSingly(string.Create(CultureInfo.InvariantCulture, $"a run of {batch} failed: {ReasonText.From(problem)}"));
            }
        }

        return Compare(package.Manifest, ProviderAnswer.Of(package.Manifest, model, pair, 1), expected, isGolden);
    }

    /// <summary>Compares what two providers said: the worst of each. Where the other one was asked less, its answers stand for more than
    /// one, by turns.</summary>
    public static ProviderAgreement Compare(
        ModelManifest manifest, IReadOnlyList<ProviderAnswer> some, IReadOnlyList<ProviderAnswer> others, bool onGolden)
    {
        var (dice, probability, judgement) = (1.0, 0.0, 0.0);
        for (var i = 0; i < some.Count; i++)
        {
            var (one, other) = (some[i], others[i % others.Count]);
            dice = Math.Min(dice, LeastOf(manifest, one.Planes, other.Planes));
            probability = Math.Max(probability, LargestOf(one.Planes, other.Planes));
            if (one.Judgement is { } here && other.Judgement is { } there)
                judgement = Math.Max(judgement, Math.Max(Math.Abs(here.Right - there.Right), Math.Abs(here.Whole - there.Whole)));
        }

        return new(dice, probability, judgement, onGolden);
    }

    static double LeastOf(ModelManifest manifest, FloatPlane[] one, FloatPlane[] other)
    {
        var least = 1.0;
        for (var i = 0; i < one.Length; i++)
        {
            if (manifest.Output.Classes[i] is var name && name != ModelOutput.Stated && !manifest.Structures.Contains(name)) continue;
            least = Math.Min(least, GoldenCheck.Dice(Decide(manifest, one, i), Decide(manifest, other, i)));
            foreach (var level in MaskExtraction.Levels)
                least = Math.Min(least, GoldenCheck.Dice(one[i].AtLeast(level), other[i].AtLeast(level)));
        }

        return least;
    }

    static double LargestOf(FloatPlane[] one, FloatPlane[] other)
    {
        double largest = 0;
        for (var i = 0; i < one.Length; i++)
            for (var at = 0; at < one[i].Values.Length; at++)
                largest = Math.Max(largest, Math.Abs(one[i].Values[at] - other[i].Values[at]));
        return largest;
    }

    static Mask Decide(ModelManifest manifest, FloatPlane[] planes, int index) => manifest.Output.Decision == DecisionRule.LargestClass
        ? ClassDecision.Largest(planes, index)
        : planes[index].AtLeast((float)manifest.Threshold);

    // A bright oval in texture of every grey level.
    static GreyImage Drawn()
    {
        var image = new GreyImage(Side, Side);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var oval = Math.Exp(-Math.Pow((x - 120) / 70.0, 2) - Math.Pow((y - 130) / 45.0, 2));
                image[x, y] = (byte)(20 + 150 * oval + 40 * (1 + Math.Sin(x * 0.31 + y * 0.17) * Math.Cos(y * 0.23)) * (1 - oval / 2));
            }
        }

        return image;
    }
}
