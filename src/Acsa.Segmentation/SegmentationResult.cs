using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>One structure in one image.</summary>
/// <param name="Mask">In the grid of the whole image; nothing is inside of it beyond the analysis area.</param>
/// <param name="Certainty">
/// 0 to 1: mean over the mask of max(0, 2p − 1), p being the structure's probability there. A filled hole counts 0.
/// Null when the mask is empty.
/// </param>
/// <param name="LargestPieceShare">
/// Part of all thresholded pixels that lay in the largest 8-connected piece, before post-processing, or of those that a step of it chose a
/// piece from that lay in this one; the least. Null when there were none.
/// </param>
/// <param name="ModelSha256">The package's identity (<see cref="ModelPackage.Sha256"/>).</param>
/// <param name="Provider">ONNX Runtime's name of the execution provider that ran it, for example CPUExecutionProvider (proven).</param>
/// <param name="InferenceTime">Time in the model alone, all members together.</param>
public sealed record SegmentationResult(
    string Structure,
    Mask Mask,
    double? Certainty,
    ProbabilityStatistics Probabilities,
    double? LargestPieceShare,
    string ModelId,
    string ModelVersion,
    string ModelSha256,
    string Provider,
    TimeSpan InferenceTime)
{
    /// <summary>Pixels of the mask ÷ thresholded pixels, over 1 where the clean-up adds more than it takes; null when there were
    /// none.</summary>
    public double? KeptShare { get; init; }

    /// <summary>What the mask might have been; null when it is empty.</summary>
    public MaskAlternatives? Alternatives { get; init; }

    /// <summary>Whether the mask may be measured in centimetres; not where the model's manifest says that it gives no area.</summary>
    public bool MayGiveSizes { get; init; } = true;

    /// <summary>The model's judgement of the mask, the less favourable of image and mirror image; null when it gives none.</summary>
    public OutlineJudgement? Judgement { get; init; }
}
