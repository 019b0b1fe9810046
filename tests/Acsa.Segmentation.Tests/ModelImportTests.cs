using System.Text.Json;

namespace Acsa.Segmentation.Tests;

/// <summary>
/// Every source that the guide names, end to end: a network of that architecture, converted, imported, compared with PyTorch's own output
/// and mask (imports/make_imports.py). ACSA_FULL_IMPORTS names a folder with the networks in full width.
/// </summary>
public sealed class ModelImportTests : IDisposable
{
    static readonly string Root = Environment.GetEnvironmentVariable("ACSA_FULL_IMPORTS")
        ?? Path.Combine(AppContext.BaseDirectory, "imports");

    readonly string _scratch = Directory.CreateTempSubdirectory("acsa-import-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Theory]
    [InlineData("deepacsa-unet-vgg16", "deepacsa-unet-vgg16"), InlineData("deepacsa-unet3plus", "deepacsa-unet3plus")]
    [InlineData("smp-unet", "smp"), InlineData("smp-fpn", "smp"), InlineData("smp-unetplusplus", "smp"),
        InlineData("attention-unet", "attention-unet")]
    [InlineData("nnunet-2d", "nnunet-2d"), InlineData("segformer", "segformer")]
    public void A_network_of_every_source_gives_what_it_gave_in_PyTorch(string name, string kind)
    {
        var report = Import(name, kind);
        Assert.InRange(report.OutputDifference!.Value, 0, 0.05);
        Assert.True(report.HasForeignMask);
        Assert.InRange(report.Golden.Dice, 0.99, 1);
        var library = ModelLibrary.Load(_scratch);
        Assert.Empty(library.Problems);
        Assert.Equal("imported", Assert.Single(library.Packages).Manifest.Id);
        var card = File.ReadAllText(Path.Combine(_scratch, "imported", "MODEL_CARD.md"));
        Assert.Contains("Golden case on the processor: Dice", card);
        Assert.Contains("source framework's own", card);
    }

    [Fact]
    public void Four_networks_are_an_ensemble_of_the_mean_probability()
    {
        var folder = Copy("smp-unet");
        foreach (var name in new[] { "smp-fpn", "smp-unetplusplus", "attention-unet" })
            foreach (var file in Directory.GetFiles(Path.Combine(Root, name), name + ".*"))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var report = Import(folder, "smp", mask: Path.Combine(Root, "ensemble-mask.png"));
        Assert.Equal(
            ["attention-unet.onnx", "smp-fpn.onnx", "smp-unet.onnx", "smp-unetplusplus.onnx"],
            report.Package.Manifest.Members.Select(member => member.File));
        Assert.InRange(report.Golden.Dice, 0.99, 1);
    }

    [Fact]
    public void What_nobody_may_guess_is_asked_for_by_name()
    {
        var folder = Copy("smp-unet", "output.classes", "output.activation", "input.scaling");
        var message = Refusal(folder, "smp");
        Assert.Contains("not stated: input.scaling, output.activation, output.classes.", message);
        Assert.Contains("--state KEY=VALUE", message);
        Assert.Empty(Directory.GetDirectories(_scratch, "imported"));
    }

    [Fact]
    public void The_class_map_of_nnunet_has_to_name_structures() =>
        Assert.Contains("$.structures[0] is \"rectus-femoris\", expected one of the classes background, muscle",
            Refusal(Copy("nnunet-2d", "output.classes"), "nnunet-2d"));

    [Theory]
    [InlineData("\"spacing\": [", "\"spacing\": [ 0.5,", "plans.json: spacing is not as expected: [1.0, 1.0]")]
    [InlineData("ZScoreNormalization", "CTNormalization", "plans.json: normalization_schemes is not as expected")]
    [InlineData("\"2d\"", "\"3d_fullres\"", "plans.json: configurations.2d is not as expected")]
    [InlineData("\"use_mask_for_norm\": [", "\"use_mask_for_norm\": 1, \"other\": [",
        "plans.json: use_mask_for_norm is not as expected: a list of false")]
    public void Plans_of_nnunet_that_the_node_does_not_follow_are_refused(string before, string after, string expected)
    {
        var folder = Copy("nnunet-2d");
        var plans = Path.Combine(folder, "plans.json");
        var text = File.ReadAllText(plans);
        Assert.Contains(before, text);
        File.WriteAllText(plans, text.Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(expected, Refusal(folder, "nnunet-2d"));
    }

    [Theory]
    // A second sigmoid on probabilities, and logits taken for probabilities: both would give numbers that look right.
    [InlineData("deepacsa-unet-vgg16", "deepacsa-unet-vgg16", "sigmoid", "look like probabilities already")]
    [InlineData("smp-unet", "smp", "none", "expected values from 0 to 1, or the activation that makes them so")]
    public void A_wrong_activation_is_found_out(string name, string kind, string activation, string expected) =>
        Assert.Contains(expected, Refusal(Path.Combine(Root, name), kind, new() { ["output.activation"] = activation }));

    [Fact]
    public void A_wrong_scaling_is_found_out_by_the_golden_mask() =>
        Assert.Contains("expected 0.99 (golden.minimumDice)",
            Refusal(Path.Combine(Root, "smp-fpn"), "smp", new() { ["input.scaling"] = "symmetric" }));

    [Fact]
    public void An_output_unlike_the_frameworks_is_refused()
    {
        var folder = Copy("smp-fpn");
        var output = Path.Combine(folder, "smp-fpn.output.f32");
        var bytes = File.ReadAllBytes(output);
        BitConverter.TryWriteBytes(bytes, 99f);
        File.WriteAllBytes(output, bytes);
        Assert.Contains("its output differs by up to", Refusal(folder, "smp"));
    }

    [Fact]
    public void Without_a_mask_the_nodes_own_is_taken_and_the_card_says_what_that_is_worth()
    {
        var report = ModelImport.Run(Request(Path.Combine(Root, "smp-unet"), "smp", null, []));
        Assert.False(report.HasForeignMask);
        Assert.Equal(1, report.Golden.Dice);
        Assert.Contains("not that the conversion is right", File.ReadAllText(Path.Combine(_scratch, "imported", "MODEL_CARD.md")));
    }

    [Fact]
    public void A_mask_without_an_outline_is_refused()
    {
        var empty = Path.Combine(_scratch, "empty.png");
        var image = PngReader.ReadGrey(Path.Combine(Root, "golden.png"));
        PngWriter.Write(empty, new Mask(image.Width, image.Height));
        Assert.StartsWith($"{empty}: golden.mask is empty for ", Assert.Throws<ModelPackageException>(() =>
            ModelImport.Run(Request(Path.Combine(Root, "smp-unet"), "smp", empty, []))).Message);
        Assert.Empty(Directory.GetDirectories(_scratch));
    }

    [Fact]
    public void Nothing_is_overwritten_and_nothing_is_left_behind()
    {
        Import("smp-unet", "smp");
        Assert.Contains("is there already", Refusal(Path.Combine(Root, "smp-unet"), "smp"));
        Assert.Contains("\"scaling\" is no key", Refusal(Path.Combine(Root, "smp-unet"), "smp", new() { ["scaling"] = "unit" }));
        Assert.Contains("holds no .onnx file", Refusal(Directory.CreateDirectory(Path.Combine(_scratch, "none")).FullName, "smp"));
        File.WriteAllText(Path.Combine(_scratch, "none", "broken.onnx"), "no model");
        Assert.Contains("broken.onnx: no model that can be loaded", Refusal(Path.Combine(_scratch, "none"), "smp"));
        Assert.Equal(["imported", "none"], Directory.GetDirectories(_scratch).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e99")]
    public void Labels_of_nnunet_that_are_no_whole_numbers_are_refused(string number)
    {
        var folder = Copy("nnunet-2d", "output.classes");
        File.WriteAllText(Path.Combine(folder, "dataset.json"), $$"""{ "labels": { "background": 0, "muscle": {{number}} } }""");
        Assert.Contains("dataset.json: labels is not as expected: one whole number each", Refusal(folder, "nnunet-2d"));
    }

    [Fact]
    public void An_id_that_leads_out_of_the_folder_is_refused_and_leaves_nothing()
    {
        var request = Request(Path.Combine(Root, "smp-unet"), "smp", null, []) with { Id = "../escaped" };
        Assert.Contains("\"../escaped\"", Assert.Throws<ModelPackageException>(() => ModelImport.Run(request)).Message);
        Assert.False(Directory.Exists(Path.Combine(_scratch, "..", "escaped")));
        Assert.Empty(Directory.GetDirectories(_scratch));
    }

    [Fact]
    public void More_files_than_a_package_may_have_are_not_read()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch, "many")).FullName;
        for (var i = 0; i <= Limits.Members; i++) File.WriteAllText(Path.Combine(folder, $"{i}.onnx"), "");
        Assert.Contains("17 .onnx files, expected at most 16", Refusal(folder, "smp"));
    }

    ImportReport Import(string source, string kind, string? mask = null)
    {
        var folder = Path.Combine(Root, source);
        return ModelImport.Run(Request(folder, kind, mask ?? Path.Combine(folder, "golden-mask.png"), []));
    }

    string Refusal(string folder, string kind, Dictionary<string, string>? statements = null)
    {
        var mask = Path.Combine(folder, "golden-mask.png");
        return Assert.Throws<ModelPackageException>(() =>
            ModelImport.Run(Request(folder, kind, File.Exists(mask) ? mask : null, statements ?? []))).Message;
    }

    ImportRequest Request(string folder, string kind, string? mask, Dictionary<string, string> statements) =>
        new(folder, ImportKind.Find(kind)!, "imported", statements, Path.Combine(Root, "golden.png"), mask, _scratch);

    /// <summary>A copy of a source without some of its statements.</summary>
    string Copy(string name, params string[] without)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch, "source")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Root, name))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var path = Path.Combine(folder, "import.json");
        var statements = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!;
        foreach (var key in without) Assert.True(statements.Remove(key) || key is "output.activation" or "input.scaling");
        File.WriteAllText(path, JsonSerializer.Serialize(statements));
        return folder;
    }
}
