namespace Acsa.Segmentation;

/// <summary>One ONNX file of a package.</summary>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
public sealed record ModelMember(string File, string Sha256);
