using System.Text.Json;
using System.Text.RegularExpressions;

namespace Acsa.Segmentation;

/// <summary>Reads model.json strictly: unknown and repeated keys are refused, comments allowed (also models/model.schema.json).</summary>
static partial class ManifestReader
{
    const int Schema = 1;

    // Windows editors like to begin with it.
    static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    const string NameExpected = "a name of lower-case letters, digits and hyphens";

    internal static readonly string[] Keys =
    [
        "$schema", "schema", "id", "version", "title", "licence", "intendedUse", "members", "input", "output", "threshold",
        "postProcessing", "structures", "views", "requiredCalibration", "certainty", "golden",
    ];

    internal static readonly string[] MemberKeys = ["file", "sha256"];
    internal static readonly string[] InputKeys =
        ["name", "width", "height", "channels", "layout", "resize", "crop", "scaling", "flips", "window"];
    internal static readonly string[] WindowKeys = ["step", "weights"];
    internal static readonly string[] OutputKeys = ["name", "activation", "classes", "average", "decision", "judgement"];
    internal static readonly string[] PostProcessingKeys = ["chain", "parameters"];
    internal static readonly string[] OwnChainKeys = ["steps"];
    internal static readonly string[] GoldenKeys = ["image", "mask", "structure", "minimumDice"];

    internal static readonly string[] CertaintyKeys = ["mirror", "coverage", "area", "grey"];
    internal static readonly string[] WeightKeys = ["constant", "sweep", "mirror"];

    /// <exception cref="ModelPackageException">It is not a manifest; the message says where and why.</exception>
    public static ModelManifest Read(string file, ReadOnlyMemory<byte> json)
    {
        var options = new JsonDocumentOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = 8,
            AllowDuplicateProperties = false,
        };
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith(Utf8Mark) ? json[Utf8Mark.Length..] : json, options);
            return ReadManifest(new JsonCursor(file, "$", document.RootElement));
        }
        catch (JsonException problem)
        {
            throw new ModelPackageException($"{file}: not JSON: {problem.Message}", problem);
        }
    }

    static ModelManifest ReadManifest(JsonCursor root)
    {
        root.Object(Keys);
        root["schema"].WholeNumber(Schema, Schema);
        var output = ReadOutput(root["output"].Object(OutputKeys));
        var input = ReadInput(root["input"].Object(InputKeys));
        if (output.Judgement is not null && input.Resize == ResizeRule.SlidingWindow)
            throw root["output"]["judgement"]
                .Refusal("no such key where resize is \"sliding-window\": a window's outline is a part of one");
        var structures = root["structures"].List(Limits.Classes, "structures", item => ReadStructure(item, output.Classes));
        Distinct(root["structures"], structures);
        return new ModelManifest(
            root["id"].Text(IdPattern(), NameExpected),
            root["version"].Text(VersionPattern(), "a version such as 1.0.0"),
            root["title"].Text(TextPattern(), "a text of 1 to 200 characters"),
            root["licence"].Text(TextPattern(), "a text of 1 to 200 characters"),
            root["intendedUse"].Text(LongTextPattern(), "a text of 1 to 2000 characters"),
            root["members"].List(Limits.Members, "ONNX files", ReadMember),
            input,
            output,
            root["threshold"].Number(0, 1, inclusive: false),
            ReadPostProcessing(root["postProcessing"].Object(PostProcessingKeys)),
            structures,
            ReadViews(root["views"]),
            root["requiredCalibration"].OneOf(("area", CalibrationRequirement.Area), ("none", CalibrationRequirement.None)),
            root["golden"].IsPresent ? ReadGolden(root["golden"].Object(GoldenKeys), structures) : null)
        {
            Certainty = root["certainty"].IsPresent ? ReadCertainty(root["certainty"].Object(CertaintyKeys), input.Flips) : null,
        };
    }

    // Here, so that no way into the node goes around it: the outline of another view would be measured as a cross-section.
    static string[] ReadViews(JsonCursor views)
    {
        var names = views.List(Limits.Classes, "views", item => item.Text(IdPattern(), NameExpected));
        return names.Contains(ModelManifest.Transverse) ? names
            : throw views.Refusal($"\"{ModelManifest.Transverse}\" among the views: the node measures no other");
    }

    static ModelMember ReadMember(JsonCursor member)
    {
        member.Object(MemberKeys);
        return new ModelMember(
            ReadFileName(member["file"]), member["sha256"].Text(HashPattern(), "a SHA-256 as 64 lower-case hexadecimal digits"));
    }

    static ModelInput ReadInput(JsonCursor input)
    {
        var channels = input["channels"].WholeNumber(1, 3);
        if (channels == 2) throw input["channels"].Refusal("1 or 3");
        var resize = input["resize"].OneOf(
            ("stretch", ResizeRule.Stretch), ("letterbox", ResizeRule.Letterbox), ("pad-to-multiple", ResizeRule.PadToMultiple),
            ("sliding-window", ResizeRule.SlidingWindow));
        if (resize != ResizeRule.SlidingWindow && input["window"].IsPresent)
            throw input["window"].Refusal("no such key unless resize is \"sliding-window\"");
        return new ModelInput(
            input["name"].Text(TextPattern(), "the name of the model's input"),
            input["width"].WholeNumber(1, Limits.InputSide),
            input["height"].WholeNumber(1, Limits.InputSide),
            channels,
            input["layout"].OneOf(("NCHW", TensorLayout.Nchw), ("NHWC", TensorLayout.Nhwc)),
            resize,
            input["crop"].OneOf(("ultrasound-region", CropRule.UltrasoundRegion), ("none", CropRule.None)),
            input["scaling"].OneOf(
                ("unit", PixelScaling.Unit),
                ("symmetric", PixelScaling.Symmetric),
                ("imagenet", PixelScaling.ImageNet),
                ("zscore", PixelScaling.ZScore)))
        {
            Flips = input["flips"].IsPresent ? ReadFlips(input["flips"]) : TestTimeFlips.None,
            Window = resize == ResizeRule.SlidingWindow ? ReadWindow(input["window"].Object(WindowKeys)) : null,
        };
    }

    static TestTimeFlips ReadFlips(JsonCursor flips)
    {
        var list = flips.List(3, "reflections", item => item.OneOf(
            ("horizontal", TestTimeFlips.Horizontal), ("vertical", TestTimeFlips.Vertical), ("both", TestTimeFlips.Both)));
        if (list.Distinct().Count() != list.Length) throw flips.Refusal("reflections that differ");
        return list.Aggregate(TestTimeFlips.None, (all, flip) => all | flip);
    }

    static SlidingWindow ReadWindow(JsonCursor window)
    {
        var step = window["step"].Number(0, 1, inclusive: true);
        if (step < Limits.LeastWindowStep)
            throw window["step"].Refusal(FormattableString.Invariant($"a number from {Limits.LeastWindowStep} to 1"));
        return new SlidingWindow(step, window["weights"].OneOf(("gaussian", true), ("constant", false)));
    }

    static ModelOutput ReadOutput(JsonCursor output)
    {
        var classes = output["classes"].List(Limits.Classes, "class names", item => item.Text(IdPattern(), NameExpected));
        Distinct(output["classes"], classes);
        return new ModelOutput(
            output["name"].Text(TextPattern(), "the name of the model's output"),
            output["activation"].OneOf(
                ("none", OutputActivation.None), ("sigmoid", OutputActivation.Sigmoid), ("softmax", OutputActivation.Softmax)),
            classes)
        {
            Average = output["average"].IsPresent
                ? output["average"].OneOf(("probabilities", AverageRule.Probabilities), ("logits", AverageRule.Logits))
                : AverageRule.Probabilities,
            Decision = output["decision"].IsPresent
                ? output["decision"].OneOf(("threshold", DecisionRule.Threshold), ("largest-class", DecisionRule.LargestClass))
                : DecisionRule.Threshold,
            Judgement = output["judgement"].IsPresent
                ? output["judgement"].Text(TextPattern(), "the name of the model's output for judgements") : null,
        };
    }

    static PostProcessingChain ReadPostProcessing(JsonCursor postProcessing)
    {
        var (chain, parameters) = (postProcessing["chain"], postProcessing["parameters"]);
        var named = chain.OneOf(
            [.. PostProcessingChain.Named.Select(known => (known.Name, (PostProcessingChain?)known)), (PostProcessingChain.OwnName, null)]);
        if (named is not null)
        {
            if (parameters.IsPresent) parameters.Object([]);
            return named;
        }

        return PostProcessingChain.Own(parameters.Object(OwnChainKeys)["steps"].List(Limits.Steps, "steps", ReadStep));
    }

    static string ReadStep(JsonCursor step)
    {
        var text = step.Text(TextPattern(), "a step such as \"open disk 10\"");
        try
        {
            Imaging.CleaningStep.Parse(text);
            return text;
        }
        catch (FormatException problem)
        {
            throw step.Refusal($"a step ({problem.Message})");
        }
    }

    static GoldenCase ReadGolden(JsonCursor golden, string[] structures)
    {
        var structure = golden["structure"].Text(IdPattern(), NameExpected);
        if (!structures.Contains(structure)) throw golden["structure"].Refusal($"one of {string.Join(", ", structures)}");
        return new GoldenCase(
            ReadFileName(golden["image"]), ReadFileName(golden["mask"]), structure, golden["minimumDice"].Number(0, 1, inclusive: true));
    }

    static CertaintyRule ReadCertainty(JsonCursor certainty, TestTimeFlips flips)
    {
        // A mean over an image and its mirror image is the mean over the mirror image and the image: it would agree whatever it shows.
        if (certainty["mirror"].Truth() && (flips & (TestTimeFlips.Horizontal | TestTimeFlips.Both)) != 0)
            throw certainty["mirror"].Refusal("false where $.input.flips has \"horizontal\" or \"both\"");
        var (area, grey) = (ReadWeights(certainty["area"]), ReadWeights(certainty["grey"]));
        // There would be no such sign, and an interval that counts it would lack a part of its width.
        foreach (var (weights, name) in new[] { (area, "area"), (grey, "grey") })
            if (weights is { Mirror: > 0 } && !certainty["mirror"].Truth())
                throw certainty[name]["mirror"].Refusal("0 where $.certainty.mirror is false");
        // Weights without the part of cases that they were fitted to cover mean nothing.
        var coverage = area is not null || grey is not null || certainty["coverage"].IsPresent
            ? certainty["coverage"].Number(0, 1, inclusive: false)
            : (double?)null;
        return new CertaintyRule(certainty["mirror"].Truth(), coverage, area, grey);
    }

    static CertaintyWeights? ReadWeights(JsonCursor weights)
    {
        if (!weights.IsPresent) return null;
        weights.Object(WeightKeys);
        return new CertaintyWeights(
            weights["constant"].NumberWithin(0, Limits.CertaintyWeight), weights["sweep"].NumberWithin(0, Limits.CertaintyWeight),
            weights["mirror"].NumberWithin(0, Limits.CertaintyWeight));
    }

    static string ReadStructure(JsonCursor structure, IReadOnlyList<string> classes)
    {
        var name = structure.Text(IdPattern(), NameExpected);
        return classes.Contains(name) || classes.Contains(ModelOutput.Stated)
            ? name
            : throw structure.Refusal($"one of the classes {string.Join(", ", classes)}");
    }

    // No separators, no drive letters, no "..": a manifest reaches no file outside of its folder.
    static string ReadFileName(JsonCursor file) =>
        file.Text(FilePattern(), "the name of a file in the same folder (letters, digits, . _ -)");

    static void Distinct(JsonCursor list, string[] names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length) throw list.Refusal("names that differ");
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}(-[0-9A-Za-z.-]{1,20})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9](?!.*\.\.)[A-Za-z0-9._-]{0,126}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();

    [GeneratedRegex(@"\A[^\p{Cc}]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TextPattern();

    [GeneratedRegex(@"\A[\s\S]{1,2000}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LongTextPattern();
}
