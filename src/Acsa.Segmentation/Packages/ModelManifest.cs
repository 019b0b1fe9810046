namespace Acsa.Segmentation;

/// <summary>The contents of model.json: everything that inference needs to know. Key by key: docs/models.md.</summary>
/// <param name="Threshold">Probability from which on a pixel is inside.</param>
/// <param name="Structures">The structures that may be reported: classes, or what <see cref="ModelOutput.Stated"/> may stand for.</param>
/// <param name="Views">Views the model was made for, <see cref="Transverse"/> among them.</param>
public sealed record ModelManifest(
    string Id,
    string Version,
    string Title,
    string Licence,
    string IntendedUse,
    IReadOnlyList<ModelMember> Members,
    ModelInput Input,
    ModelOutput Output,
    double Threshold,
    PostProcessingChain PostProcessing,
    IReadOnlyList<string> Structures,
    IReadOnlyList<string> Views,
    CalibrationRequirement RequiredCalibration,
    GoldenCase? Golden)
{
    /// <summary>The view that the node measures: a section across the muscle.</summary>
    public const string Transverse = "transverse";

    /// <summary>How errors are estimated; null when nobody has measured them for this model.</summary>
    public CertaintyRule? Certainty { get; init; }

    /// <summary>Whether the model itself tells the structures apart; else the image's description has to state which it shows.</summary>
    public bool TellsStructures => !Output.Classes.Contains(ModelOutput.Stated);
}
