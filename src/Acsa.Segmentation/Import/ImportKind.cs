namespace Acsa.Segmentation;

/// <summary>A source of models whose conventions are known: what a manifest for it may take as given.</summary>
/// <param name="Statements">Manifest keys and their values; lists are separated by commas.</param>
public sealed record ImportKind(string Name, string Description, IReadOnlyDictionary<string, string> Statements)
{
    static readonly Dictionary<string, string> DeepAcsa = new()
    {
        ["input.channels"] = "3", ["input.layout"] = "NHWC", ["input.resize"] = "stretch",
        ["input.scaling"] = "unit", ["output.activation"] = "none", ["threshold"] = "0.5", ["postProcessing.chain"] = "deepacsa-0.3",
    };

    /// <summary>All there are.</summary>
    public static IReadOnlyList<ImportKind> All { get; } =
    [
        new("deepacsa-unet-vgg16", "DeepACSA's Keras U-Net with a VGG16 encoder, by tf2onnx", DeepAcsa),
        new("deepacsa-unet3plus", "DeepACSA's Keras UNet 3+, by tf2onnx; of its outputs the first", DeepAcsa),
        new("smp", "segmentation-models-pytorch: Unet, FPN, Unet++ and others", new Dictionary<string,
            string> { ["input.layout"] = "NCHW" }),
        new("attention-unet", "Attention U-Net in PyTorch", new Dictionary<string, string> { ["input.layout"] = "NCHW" }),
        new(NnUnetFolder.Kind, "nnU-Net 2D: a folder with plans.json, dataset.json and the folds", new Dictionary<string, string>
        {
            ["input.layout"] = "NCHW", ["input.resize"] = "sliding-window", ["input.window.step"] = "0.5",
            ["input.window.weights"] = "gaussian",
            ["input.flips"] = "horizontal,vertical,both", ["output.activation"] = "softmax", ["output.average"] = "logits",
            ["output.decision"] = "largest-class", ["threshold"] = "0.5",
        }),
        new("segformer", "SegFormer of Hugging Face transformers, its output brought to the input's size", new Dictionary<string, string>
        {
            ["input.layout"] = "NCHW", ["input.channels"] = "3", ["input.resize"] = "stretch", ["input.scaling"] = "imagenet",
            ["output.activation"] = "softmax", ["output.decision"] = "largest-class", ["threshold"] = "0.5",
        }),
        new("onnx", "Any ONNX file: everything is to be stated", new Dictionary<string, string>()),
    ];

    /// <summary>The kind of that name; null when there is none.</summary>
    public static ImportKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
