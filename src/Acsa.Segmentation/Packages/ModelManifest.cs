namespace Acsa.Segmentation;

/// <summary>The contents of model.json: everything that inference needs to know. Key by key: docs/models.md.</summary>
/// <param name="Threshold">Probability from which on a pixel is inside.</param>
/// <param name="Structures">The classes that may be reported.</param>
/// <param name="Views">Views the model was made for, for example <c>transverse</c>.</param>
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
    GoldenCase? Golden);
