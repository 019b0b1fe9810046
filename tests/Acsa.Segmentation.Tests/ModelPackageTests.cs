using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Segmentation.Tests;

public sealed class ModelPackageTests
{
    static string Refusal(Packages.Copy copy) => Assert.Throws<ModelPackageException>(() => ModelPackage.Load(copy.Folder)).Message;

    static string Refusal(Action<JsonObject> change)
    {
        using var copy = new Packages.Copy("unet");
        return Refusal(copy.Change(change)).Replace(copy.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_in_the_manifest_is_read()
    {
        var manifest = ModelPackage.Load(Packages.Folder("unet")).Manifest;
        Assert.Equal(("unet", "1.0.0", "Test package unet", "Apache-2.0"),
            (manifest.Id, manifest.Version, manifest.Title, manifest.Licence));
        Assert.Equal(
            new ModelInput("image", 96, 64, 3, TensorLayout.Nchw, ResizeRule.Letterbox, CropRule.UltrasoundRegion, PixelScaling.ImageNet),
            manifest.Input);
        Assert.Equal(("logits", OutputActivation.Softmax), (manifest.Output.Name, manifest.Output.Activation));
        Assert.Equal(["background", "rectus-femoris", "vastus-lateralis"], manifest.Output.Classes);
        Assert.Equal((0.5, PostProcessingChain.None, CalibrationRequirement.Area),
            (manifest.Threshold, manifest.PostProcessing, manifest.RequiredCalibration));
        Assert.Equal(["rectus-femoris", "vastus-lateralis"], manifest.Structures);
        Assert.Equal(["transverse"], manifest.Views);
        Assert.Equal(new GoldenCase("golden.png", "golden-mask.png", "rectus-femoris", 0.99), manifest.Golden);
    }

    [Fact]
    public void Identity_is_the_hash_of_manifest_and_members()
    {
        var package = ModelPackage.Load(Packages.Folder("ensemble"));
        var bytes = new[] { "model.json", "member-0.onnx", "member-1.onnx" }
            .SelectMany(file => File.ReadAllBytes(Path.Combine(package.Folder, file)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. bytes])), package.Sha256);
    }

    [Fact]
    public void Comments_and_a_byte_order_mark_are_allowed()
    {
        using var copy = new Packages.Copy("pointwise");
        var text = File.ReadAllText(copy.PathOf("model.json"));
        File.WriteAllText(copy.PathOf("model.json"), "// made by hand\n" + text + "/* end */", new System.Text.UTF8Encoding(true));
        Assert.Equal("pointwise", ModelPackage.Load(copy.Folder).Manifest.Id);
    }

    [Theory]
    [InlineData("{ \"schema\": 1, ", "not JSON")]
    [InlineData("[]", "$ is [], expected an object.")]
    [InlineData("{ \"schema\": 1, \"schema\": 1 }", "not JSON")]
    [InlineData("", "not JSON")]
    public void What_is_not_a_manifest_is_refused(string json, string expected)
    {
        using var copy = new Packages.Copy("pointwise");
        File.WriteAllText(copy.PathOf("model.json"), json);
        Assert.Contains(expected, Refusal(copy));
    }

    [Fact]
    public void Unknown_keys_are_refused_with_the_known_ones() => Assert.Equal(
        "model.json: $.input has the unknown key \"widht\", expected one of the keys name, width, height, channels, layout, resize, crop, scaling, flips, window.",
        Refusal(manifest => manifest["input"]!["widht"] = 96));

    [Fact]
    public void Missing_keys_are_named() => Assert.Equal(
        "model.json: $.input.scaling is missing, expected one of \"unit\", \"symmetric\", \"imagenet\", \"zscore\".",
        Refusal(manifest => manifest["input"]!.AsObject().Remove("scaling")));

    [Theory]
    [InlineData("input.width", "\"96\"", "$.input.width is \"96\", expected a whole number from 1 to 4096.")]
    [InlineData("input.width", "96.5", "$.input.width is 96.5, expected a whole number from 1 to 4096.")]
    [InlineData("input.height", "0", "$.input.height is 0, expected a whole number from 1 to 4096.")]
    [InlineData("input.channels", "2", "$.input.channels is 2, expected 1 or 3.")]
    [InlineData("input.resize", "\"squeeze\"", "expected one of \"stretch\", \"letterbox\", \"pad-to-multiple\", \"sliding-window\".")]
    [InlineData("threshold", "1.0", "$.threshold is 1.0, expected a number above 0 and below 1.")]
    [InlineData("schema", "2", "$.schema is 2, expected a whole number from 1 to 1.")]
    [InlineData("id", "\"Thigh Model\"", "$.id is \"Thigh Model\", expected a name of lower-case letters, digits and hyphens.")]
    [InlineData("version", "\"newest\"", "$.version is \"newest\", expected a version such as 1.0.0.")]
    [InlineData("structures", "[\"biceps-brachii\"]",
        "$.structures[0] is \"biceps-brachii\", expected one of the classes background, rectus-femoris")]
    [InlineData("structures", "[]", "$.structures is [], expected a list of 1 to 256 structures.")]
    [InlineData("output.classes", "[\"a\",\"a\"]", "$.output.classes is [\"a\",\"a\"], expected names that differ.")]
    [InlineData("postProcessing", "{\"chain\":\"own\"}", "$.postProcessing.parameters is missing, expected an object.")]
    [InlineData("postProcessing", "{\"chain\":\"own\",\"parameters\":{\"steps\":[\"open disk\"]}}",
        "$.postProcessing.parameters.steps[0] is \"open disk\", expected a step")]
    [InlineData("postProcessing.chain", "\"deepacsa\"",
        "expected one of \"none\", \"largest-filled\", \"marzola-2021\", \"deepacsa-0.3\", \"nnunet\", \"own\".")]
    [InlineData("postProcessing.parameters", "{\"radius\":3}",
        "$.postProcessing.parameters has the unknown key \"radius\", expected no keys here.")]
    [InlineData("input.flips", "[\"left\"]", "$.input.flips[0] is \"left\", expected one of \"horizontal\", \"vertical\", \"both\".")]
    [InlineData("input.flips", "[\"both\",\"both\"]", "expected reflections that differ.")]
    [InlineData("input.window", "{\"step\":0.5,\"weights\":\"gaussian\"}", "expected no such key unless resize is \"sliding-window\".")]
    [InlineData("input.resize", "\"sliding-window\"", "$.input.window is missing, expected an object.")]
    [InlineData("output.average", "\"votes\"", "expected one of \"probabilities\", \"logits\".")]
    [InlineData("output.decision", "\"argmax\"", "expected one of \"threshold\", \"largest-class\".")]
    [InlineData("views", "[\"longitudinal\",\"axial\"]",
        "$.views is [\"longitudinal\",\"axial\"], expected \"transverse\" among the views: the node measures no other.")]
    [InlineData("certainty", "{}", "$.certainty.mirror is missing, expected true or false.")]
    [InlineData("certainty", "{\"mirror\":1}", "$.certainty.mirror is 1, expected true or false.")]
    [InlineData("certainty", "{\"mirror\":true,\"area\":{\"constant\":0,\"sweep\":1,\"mirror\":1}}",
        "$.certainty.coverage is missing, expected a number above 0 and below 1.")]
    [InlineData("certainty", "{\"mirror\":true,\"coverage\":0.9,\"grey\":{\"constant\":-1,\"sweep\":1,\"mirror\":1}}",
        "$.certainty.grey.constant is -1, expected a number from 0 to 1000.")]
    [InlineData("certainty", "{\"mirror\":false,\"coverage\":0.9,\"area\":{\"constant\":0,\"sweep\":1,\"mirror\":2}}",
        "$.certainty.area.mirror is 2, expected 0 where $.certainty.mirror is false.")]
    [InlineData("golden.structure", "\"background\"",
        "$.golden.structure is \"background\", expected one of rectus-femoris, vastus-lateralis.")]
    [InlineData("golden.minimumDice", "0", "$.golden.minimumDice is 0, expected a number above 0 up to 1.")]
    public void Wrong_values_are_named_with_what_was_expected(string path, string json, string expected)
    {
        var message = Refusal(manifest =>
        {
            var keys = path.Split('.');
            JsonNode node = manifest;
            foreach (var key in keys[..^1]) node = node[key]!;
            node[keys[^1]] = JsonNode.Parse(json);
        });
        Assert.StartsWith("model.json: ", message);
        Assert.Contains(expected, message);
    }

    [Theory]
    [InlineData("../model.onnx")]
    [InlineData("..\\model.onnx")]
    [InlineData("/etc/passwd")]
    [InlineData("C:model.onnx")]
    [InlineData("a..b")]
    [InlineData("")]
    public void Files_outside_of_the_folder_cannot_be_named(string file) =>
        Assert.Contains("the name of a file in the same folder", Refusal(manifest => manifest["members"]![0]!["file"] = file));

    [Fact]
    public void A_changed_model_is_refused_with_both_hashes()
    {
        using var copy = new Packages.Copy("unet");
        var bytes = File.ReadAllBytes(copy.PathOf("unet.onnx"));
        bytes[1000] ^= 1;
        File.WriteAllBytes(copy.PathOf("unet.onnx"), bytes);
        var message = Refusal(copy);
        Assert.Contains("unet.onnx: SHA-256 is " + Convert.ToHexStringLower(SHA256.HashData(bytes)), message);
        Assert.Contains("expected " + ModelPackage.Load(Packages.Folder("unet")).Manifest.Members[0].Sha256, message);
    }

    [Fact]
    public void A_model_changed_after_loading_is_not_run()
    {
        using var copy = new Packages.Copy("pointwise");
        var package = ModelPackage.Load(copy.Folder);
        File.WriteAllBytes(copy.PathOf("model.onnx"), [1, 2, 3]);
        Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly));
    }

    [Fact]
    public void Missing_files_are_named()
    {
        using var copy = new Packages.Copy("unet");
        File.Delete(copy.PathOf("golden-mask.png"));
        Assert.Contains("golden-mask.png: cannot be read", Refusal(copy));
        File.Delete(copy.PathOf("unet.onnx"));
        Assert.Contains("unet.onnx: cannot be read", Refusal(copy));
        File.Delete(copy.PathOf("model.json"));
        Assert.Contains("model.json: cannot be read", Refusal(copy));
    }

    [Fact]
    public void Golden_image_and_mask_have_one_size()
    {
        using var copy = new Packages.Copy("unet");
        PngWriter.Write(copy.PathOf("golden-mask.png"), new Mask(132, 97));
        Assert.Contains("golden-mask.png: 132×97 pixels, expected 133×97 as golden.png.", Refusal(copy));
    }

    [Fact]
    public void An_empty_golden_mask_is_refused_because_a_model_that_outlines_nothing_would_agree_with_it()
    {
        using var copy = new Packages.Copy("unet");
        PngWriter.Write(copy.PathOf("golden-mask.png"), new Mask(133, 97));
        Assert.EndsWith("golden-mask.png: nothing is inside, expected the outline of rectus-femoris.", Refusal(copy));
    }

    [Theory]
    [InlineData("input.name", "\"picture\"", "$.input.name is \"picture\", expected one of image, as in unet.onnx.")]
    [InlineData("output.name", "\"mask\"", "$.output.name is \"mask\", expected one of logits, as in unet.onnx.")]
    [InlineData("input.width", "128", "unet.onnx: input \"image\" has the shape 1×3×64×96, expected 1×3×64×128 as model.json says")]
    [InlineData("input.layout", "\"NHWC\"", "expected 1×64×96×3")]
    [InlineData("output.classes", "[\"rectus-femoris\",\"vastus-lateralis\"]",
        "output \"logits\" has the shape 1×3×64×96, expected 1×2×64×96")]
    public void A_model_that_differs_from_its_manifest_is_not_opened(string path, string json, string expected)
    {
        using var copy = new Packages.Copy("unet");
        var keys = path.Split('.');
        var package = ModelPackage.Load(copy.Change(manifest => manifest[keys[0]]![keys[1]] = JsonNode.Parse(json)).Folder);
        var error = Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_file_that_is_no_model_is_named()
    {
        using var copy = new Packages.Copy("pointwise");
        File.WriteAllText(copy.PathOf("model.onnx"), "not a model");
        var hash = Convert.ToHexStringLower(SHA256.HashData("not a model"u8));
        var package = ModelPackage.Load(copy.Change(manifest => manifest["members"]![0]!["sha256"] = hash).Folder);
        var error = Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly));
        Assert.Contains("the model does not run: [ErrorCode:InvalidProtobuf]", error.Message);
    }

    [Fact]
    public void A_judgement_of_an_outline_is_refused_where_the_model_sees_a_part_of_it_only_and_where_the_model_gives_none()
    {
        Assert.Contains("$.output.judgement is \"judgement\", expected no such key where resize is \"sliding-window\"", Refusal(manifest =>
        {
            manifest["output"]!["judgement"] = "judgement";
            manifest["input"]!["resize"] = "sliding-window";
            manifest["input"]!["window"] = JsonNode.Parse("{\"step\":0.5,\"weights\":\"gaussian\"}");
        }));
        using var copy = new Packages.Copy("pointwise");
        var package = ModelPackage.Load(copy.Change(manifest => manifest["output"]!["judgement"] = "doubt").Folder);
        var missing = Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly)).Message;
        Assert.Contains("$.output.judgement is \"doubt\", expected one of logits, as in model.onnx", missing);
        package = ModelPackage.Load(copy.Change(manifest => manifest["output"]!["judgement"] = "logits").Folder);
        var shape = Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly)).Message;
        Assert.Contains("output \"logits\" has the shape", shape);
        Assert.Contains("expected 1×2", shape);
    }

    [Fact]
    public void Weights_of_certainty_are_read_and_may_be_missing()
    {
        Assert.Null(ModelPackage.Load(Packages.Folder("pointwise")).Manifest.Certainty);
        using var copy = new Packages.Copy("pointwise");
        copy.Change(manifest => manifest["certainty"] = JsonNode.Parse(
            "{\"mirror\":true,\"coverage\":0.9,\"area\":{\"constant\":0,\"sweep\":0.5,\"mirror\":2}}"));
        Assert.Equal(new CertaintyRule(true, 0.9, new(0, 0.5, 2), null), ModelPackage.Load(copy.Folder).Manifest.Certainty);
    }

    [Fact]
    public void A_chain_of_ones_own_is_read_step_by_step()
    {
        using var copy = new Packages.Copy("pointwise");
        copy.Change(manifest => manifest["postProcessing"] = JsonNode.Parse(
            "{\"chain\":\"own\",\"parameters\":{\"steps\":[\"open disk 2\",\"largest\"]}}"));
        Assert.Equal(["open disk 2", "largest"], ModelPackage.Load(copy.Folder).Manifest.PostProcessing.Steps.Select(step => step.Text));
    }

    [Fact]
    public void Numbers_are_read_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(0.4, ModelPackage.Load(Packages.Folder("nhwc")).Manifest.Threshold);
            Assert.Contains("is 1.5, expected a number above 0 and below 1.",
                Refusal(manifest => manifest["threshold"] = JsonNode.Parse("1.5")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Schema_and_reader_know_the_same_keys()
    {
        var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "model.schema.json"))).RootElement;
        Assert.Equal(ManifestReader.Keys.Order(), KeysOf(schema));
        var properties = schema.GetProperty("properties");
        Assert.Equal(ManifestReader.MemberKeys.Order(), KeysOf(properties.GetProperty("members").GetProperty("items")));
        Assert.Equal(ManifestReader.InputKeys.Order(), KeysOf(properties.GetProperty("input")));
        Assert.Equal(ManifestReader.WindowKeys.Order(),
            KeysOf(properties.GetProperty("input").GetProperty("properties").GetProperty("window")));
        Assert.Equal(ManifestReader.OutputKeys.Order(), KeysOf(properties.GetProperty("output")));
        Assert.Equal(ManifestReader.PostProcessingKeys.Order(), KeysOf(properties.GetProperty("postProcessing")));
        Assert.Equal(ManifestReader.GoldenKeys.Order(), KeysOf(properties.GetProperty("golden")));
        Assert.Equal(ManifestReader.CertaintyKeys.Order(), KeysOf(properties.GetProperty("certainty")));
        Assert.Equal(ManifestReader.WeightKeys.Order(), KeysOf(schema.GetProperty("$defs").GetProperty("weights")));
    }

    static IEnumerable<string> KeysOf(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order();

    [Theory]
    [InlineData("weights-elsewhere.onnx"), InlineData("weights-elsewhere-in-branch.onnx")]
    public void Weights_outside_of_the_file_are_refused_because_no_hash_covers_them(string file)
    {
        using var copy = new Packages.Copy("pointwise");
        var source = Path.Combine(Packages.Root, file);
        File.Copy(source, copy.PathOf("model.onnx"), overwrite: true);
        copy.Change(manifest => manifest["members"]![0]!["sha256"] =
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(source))));
        Assert.Contains("leaves weights to other files (external data)",
            Assert.Throws<ModelPackageException>(() => ModelPackage.Load(copy.Folder)).Message);
        Assert.Contains("leaves weights to other files", Assert.Throws<ModelPackageException>(() => OnnxFile.Read(source)).Message);
    }

    [Fact]
    public void Weights_outside_of_the_file_do_not_hide_behind_a_group()
    {
        var whole = File.ReadAllBytes(Path.Combine(Packages.Root, "weights-elsewhere-in-branch.onnx"));
        // Field 999, wire types 3 and 4: the start and the end of a group, which protobuf steps over.
        Assert.True(OnnxWeights.AreElsewhere([0xBB, 0x3E, 0xBC, 0x3E, .. whole]));
    }

    [Fact]
    public void Looking_for_weights_ends_on_every_damaged_file()
    {
        var whole = File.ReadAllBytes(Path.Combine(Packages.Root, "weights-elsewhere-in-branch.onnx"));
        Assert.True(OnnxWeights.AreElsewhere(whole));
        Assert.False(OnnxWeights.AreElsewhere([]));
        var random = new Random(3);
        for (var i = 0; i < whole.Length; i++)
        {
            OnnxWeights.AreElsewhere(whole.AsSpan(0, i));
            var damaged = (byte[])whole.Clone();
            damaged[i] = (byte)random.Next(256);
            OnnxWeights.AreElsewhere(damaged);
        }

        // Groups within groups, 60 000 deep.
        var nested = new byte[180_000];
        for (var i = 0; i + 3 <= nested.Length; i += 3) (nested[i], nested[i + 1], nested[i + 2]) = (0x3A, 0xFF, 0x7F);
        Assert.False(OnnxWeights.AreElsewhere(nested));
    }
}
