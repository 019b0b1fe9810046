namespace Acsa.Segmentation;

/// <summary>What a model gives: one plane per class, of the input's size and layout.</summary>
/// <param name="Classes">
/// Names in the order of the planes: keys of config/structures.json, <see cref="Stated"/>, and any others such as <c>background</c>.
/// </param>
public sealed record ModelOutput(string Name, OutputActivation Activation, IReadOnlyList<string> Classes)
{
    /// <summary>
    /// The class of a model that outlines a muscle without telling which it is: it stands for the structure that the image's own
    /// description states, one of the manifest's structures.
    /// </summary>
    public const string Stated = "stated";

    /// <summary>What is averaged where there is more than one run.</summary>
    public AverageRule Average { get; init; }

    /// <summary>Name of a second output, in which the model judges its own outline (<see cref="OutlineJudgement"/>); null when it has
    /// none.</summary>
    public string? Judgement { get; init; }

    /// <summary>How a pixel's class is decided.</summary>
    public DecisionRule Decision { get; init; }
}
