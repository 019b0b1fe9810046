using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>
/// Whether a GPU outlines what the processor outlines: on the golden image, or on a drawn one where the package has none. That a provider
/// ran every node does not say that it computed it rightly.
/// </summary>
/// <param name="Dice">The least over the model's structures; two empty masks agree.</param>
/// <param name="LargestDifference">Of two probabilities of one pixel.</param>
/// <param name="OnGolden">Whether the golden image was used.</param>
readonly record struct ProviderAgreement(double Dice, double LargestDifference, bool OnGolden)
{
    /// <summary>Least Dice of a GPU's masks with the processor's.</summary>
    public const double LeastDice = 0.999;

    // A drawn image may show nothing that the model outlines: then its probabilities have to agree, within what half precision leaves.
    const double MostDifference = 0.02;

    // Of the drawn image.
    const int Side = 256;

    public bool IsGood => Dice >= LeastDice && (OnGolden || LargestDifference <= MostDifference);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"its masks have a Dice of {Dice:0.0000} with the processor's on {(OnGolden ? "the golden image" : "a drawn image")}" +
        $"{(IsGood ? "" : $", {LeastDice} is needed")}{(OnGolden ? "" : $", probabilities differ by up to {LargestDifference:0.0000}")}");

    /// <summary>The image to compare on.</summary>
    /// <exception cref="ModelPackageException">The golden image has changed and cannot be read.</exception>
    public static (GreyImage Image, bool IsGolden) Picture(ModelPackage package) =>
        package.ReadGolden() is { } golden ? (golden.Image, true) : (Drawn(), false);

    /// <summary>What an open model says on an image, one plane per class.</summary>
    public static FloatPlane[] Planes(ModelManifest manifest, OpenModel model, GreyImage image)
    {
        using var options = new RunOptions();
        var pool = new TilePool(manifest);
        var frame = new FrameRun(manifest, image, pool);
        var tiles = frame.Next();
        using var buffers = new BatchBuffers(manifest, 1, tiles[0].Width, tiles[0].Height);
        while (true)
        {
            foreach (var tile in tiles) model.Run([tile], buffers, options);
            frame.Take();
            if (frame.IsPrepared) break;
            pool.Return(tiles);
            tiles = frame.Next();
        }

        return frame.Restore([.. Enumerable.Range(0, manifest.Output.Classes.Count)], new PlanePool());
    }

    /// <summary>Compares what two providers said on one image.</summary>
    public static ProviderAgreement Compare(ModelManifest manifest, FloatPlane[] one, FloatPlane[] other, bool onGolden)
    {
        var least = 1.0;
        for (var i = 0; i < one.Length; i++)
        {
            if (manifest.Output.Classes[i] is var name && name != ModelOutput.Stated && !manifest.Structures.Contains(name)) continue;
            least = Math.Min(least, GoldenCheck.Dice(Decide(manifest, one, i), Decide(manifest, other, i)));
        }

        double largest = 0;
        for (var i = 0; i < one.Length; i++)
        {
            for (var at = 0; at < one[i].Values.Length; at++)
            {
                var difference = Math.Abs(one[i].Values[at] - other[i].Values[at]);
                // NaN on one side is as far away as can be.
                largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            }
        }

        return new(least, largest, onGolden);
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
