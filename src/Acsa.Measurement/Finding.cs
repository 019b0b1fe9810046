using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>One structure in one frame: what was found, how large it is, and how far to trust it.</summary>
/// <param name="FrameNumber">1-based frame of the source instance.</param>
/// <param name="Structure">Key of config/structures.json, for example <c>rectus-femoris</c>; null when no structure could be told.</param>
/// <param name="Reasons">Sentences a technologist understands; empty when all is well.</param>
/// <param name="Mask">In the source frame's own pixel grid; null when nothing was segmented.</param>
/// <param name="Provider">ONNX Runtime execution provider that ran the model, proven by node assignment.</param>
public sealed record Finding(
    int FrameNumber,
    string? Structure,
    Laterality Laterality,
    FindingStatus Status,
    IReadOnlyList<string> Reasons,
    MeasurementResult? Measurement,
    Calibration? Calibration,
    Mask? Mask,
    ModelIdentity? Model,
    string? Provider)
{
    /// <summary>What the quality rules object to, the gravest first; the reasons say it in words.</summary>
    public IReadOnlyList<QualityFlagKind> Flags { get; init; } = [];

    /// <summary>What named the structure: an attribute of the image, or the user; null when nothing did.</summary>
    public string? StructureSource { get; init; }

    /// <summary>Whether a person changed the model's outline: the mask is the person's, the model is whose proposal it was.</summary>
    public bool IsEdited { get; init; }

    /// <summary>What stated the side; null when nothing did.</summary>
    public string? LateralitySource { get; init; }
}
