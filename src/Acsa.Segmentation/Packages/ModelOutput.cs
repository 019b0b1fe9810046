namespace Acsa.Segmentation;

/// <summary>What a model gives: one plane per class, of the input's size and layout.</summary>
/// <param name="Classes">Names in the order of the planes: keys of config/structures.json, and any others such as <c>background</c>.</param>
public sealed record ModelOutput(string Name, OutputActivation Activation, IReadOnlyList<string> Classes);
