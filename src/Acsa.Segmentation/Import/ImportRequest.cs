namespace Acsa.Segmentation;

/// <summary>A model to be made a package.</summary>
/// <param name="Source">An ONNX file, or a folder with the ONNX files of an ensemble's members.</param>
/// <param name="Id">Of the package, and name of its folder.</param>
/// <param name="Statements">Manifest keys and values beyond those of the kind and of the folder's import.json; they win.</param>
/// <param name="GoldenImage">PNG that may be published.</param>
/// <param name="GoldenMask">PNG with the mask that the source framework gives; null: the node's own is taken.</param>
/// <param name="Target">Folder of model packages.</param>
public sealed record ImportRequest(
    string Source, ImportKind Kind, string Id, IReadOnlyDictionary<string, string> Statements, string? GoldenImage, string? GoldenMask,
    string Target);
