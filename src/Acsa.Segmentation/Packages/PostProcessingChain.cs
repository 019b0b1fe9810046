using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>What is done with a thresholded mask: a name, and the steps it stands for.</summary>
public sealed class PostProcessingChain
{
    PostProcessingChain(string name, params IEnumerable<string> steps) => (Name, Steps) = (name, [.. steps.Select(CleaningStep.Parse)]);

    /// <summary>Nothing.</summary>
    public static PostProcessingChain None { get; } = new("none");

    /// <summary>The largest 8-connected piece, its holes filled.</summary>
    public static PostProcessingChain LargestFilled { get; } = new("largest-filled", "largest", "fill");

    /// <summary>Marzola et al. 2021: of two pieces of like size the one nearer to the skin.</summary>
    public static PostProcessingChain Marzola2021 { get; } =
        new("marzola-2021", "erode disk 3", "open disk 10", "largest or superficial 0.75");

    /// <summary>
    /// DeepACSA 0.3, step by step. Three dilations and two erosions leave the outline one pixel further out: 0.4 to 1.1 % of a muscle's
    /// area.
    /// </summary>
    public static PostProcessingChain DeepAcsa03 { get; } = new(
        "deepacsa-0.3", "erode ellipse 4 4", "largest", "fill below 5000", "dilate ellipse 5 5 times 3", "erode ellipse 5 5 times 2");

    /// <summary>nnU-Net where its own validation chose to keep the largest component only.</summary>
    public static PostProcessingChain NnUNet { get; } = new("nnunet", "largest");

    /// <summary>The chains that have a name.</summary>
    public static IReadOnlyList<PostProcessingChain> Named { get; } = [None, LargestFilled, Marzola2021, DeepAcsa03, NnUNet];

    /// <summary>Name of the chain whose steps the manifest lists itself.</summary>
    public const string OwnName = "own";

    /// <summary>As in the manifest.</summary>
    public string Name { get; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<CleaningStep> Steps { get; }

    /// <summary>A chain of one's own.</summary>
    /// <exception cref="FormatException">One of the steps does not exist.</exception>
    public static PostProcessingChain Own(IEnumerable<string> steps) => new(OwnName, steps);

    /// <summary>The cleaned mask.</summary>
    public Mask Apply(Mask mask) => ApplyCounting(mask).Mask;

    /// <summary>The cleaned mask, and the least part of the pixels that a step which chooses a piece kept: 1 where nothing was
    /// discarded.</summary>
    public (Mask Mask, double LeastShare) ApplyCounting(Mask mask)
    {
        var least = 1.0;
        foreach (var step in Steps)
        {
            var cleaned = step.Apply(mask);
            if (step.ChoosesPiece && mask.CountInside() is > 0 and var before)
                least = Math.Min(least, (double)cleaned.CountInside() / before);
            mask = cleaned;
        }

        return (mask, least);
    }
}
