namespace Acsa.Segmentation;

/// <summary>Compares a model's own input and output with what the manifest says of them.</summary>
static class ModelShape
{
    public static void Check(ModelPackage package, ModelMember member, InferenceSession session)
    {
        var (input, output) = (package.Manifest.Input, package.Manifest.Output);
        var (height, width) = input.Resize == ResizeRule.PadToMultiple ? (-1, -1) : (input.Height, input.Width);
        Check(package, member, session.InputMetadata, "input", input.Name, Axes(input.Layout, input.Channels, height, width));
        Check(package, member, session.OutputMetadata, "output", output.Name, Axes(input.Layout, output.Classes.Count, height, width));
        if (output.Judgement is { } judgement)
            Check(package, member, session.OutputMetadata, "output", judgement, [1, OutlineJudgement.Length], key: "$.output.judgement");
        if (session.InputMetadata.Count != 1)
        {
            throw new ModelPackageException(
                $"{Path.Combine(package.Folder, member.File)}: has the inputs {string.Join(", ", session.InputNames)}, expected one.");
        }
    }

    /// <summary>Whether the batch axis is free on both ends.</summary>
    public static bool HasFreeBatch(InferenceSession session, ModelManifest manifest) =>
        session.InputMetadata[manifest.Input.Name].Dimensions[0] == -1
            && session.OutputMetadata[manifest.Output.Name].Dimensions[0] == -1 &&
        (manifest.Output.Judgement is not { } judgement || session.OutputMetadata[judgement].Dimensions[0] == -1);

    static void Check(
        ModelPackage package, ModelMember member, IReadOnlyDictionary<string, NodeMetadata> nodes, string kind, string name, int[] expected,
        string? key = null)
    {
        var manifest = Path.Combine(package.Folder, ModelPackage.ManifestFile);
        if (!nodes.TryGetValue(name, out var node))
        {
            throw new ModelPackageException(
                $"{manifest}: {key ?? $"$.{kind}.name"} is \"{name}\", expected one of {string.Join(", ", nodes.Keys)}, as in {member.File}.");
        }

        if (!node.IsTensor || node.ElementDataType != TensorElementType.Float)
        {
            throw new ModelPackageException(
                $"{Path.Combine(package.Folder, member.File)}: {kind} \"{name}\" is {node.ElementDataType}, expected 32-bit float.");
        }

        if (!Fits(node.Dimensions, expected))
        {
            throw new ModelPackageException(
                $"{Path.Combine(package.Folder, member.File)}: {kind} \"{name}\" has the shape {Text(node.Dimensions)}, " +
                $"expected {Text(expected)} as {ModelPackage.ManifestFile} says (* is free).");
        }
    }

    static int[] Axes(TensorLayout layout, int channels, int height, int width) =>
        layout == TensorLayout.Nchw ? [1, channels, height, width] : [1, height, width, channels];

    // A free axis of the model takes any size; an axis that the manifest leaves free may be fixed only by the image, so not by the model.
    static bool Fits(int[] actual, int[] expected) =>
        actual.Length == expected.Length && actual.Zip(expected).All(pair => pair.First == -1 || pair.First == pair.Second);

    static string Text(int[] shape) =>
        string.Join("×", shape.Select(size => size < 0 ? "*" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
