using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Worker.Demo;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

public sealed class SubcutaneousFatTests
{
    [Fact]
    public void A_model_with_a_second_class_for_fat_gives_its_thickness_over_the_muscle()
    {
        using var folder = new TempFolder();
        using var setup = AnalysisSetup.Create(Models(folder), new("cpu", "off"), "ACSA");
        Assert.Empty(setup.Models.Problems);
        // 640 × 480 pixels of 0.1 mm: black skin, 1.2 cm of bright fat, 1.6 cm of dark grey muscle, black bone.
        var picture = new RgbImage(640, 480);
        for (var y = 80; y < 360; y++) picture.Pixels.AsSpan(y * 640 * 3, 640 * 3).Fill(y < 200 ? (byte)250 : (byte)110);
        var dataset = UltrasoundObject.Create(
            new("FAT", "Thigh", "LEFT VASTUS LATERALIS CSA", Laterality.Left, new(0, 0, 639, 479), new(0.01, 0.01)), picture);
        var file = folder["fat.dcm"];
        new DicomFile(dataset).Save(file);
        var measured = Assert.Single(new StudyPipeline(setup).Analyse(file, DateTimeOffset.UnixEpoch, default).Findings);
        var fat = measured.Measurement!.SubcutaneousFat;
        Assert.NotNull(fat);
        // The network sees the picture at a tenth of its size.
        Assert.InRange(fat.MeanCm, 1.1, 1.3);
        Assert.InRange(fat.AtCentroidCm!.Value, 1.1, 1.3);
    }

    // The test network's classes go by brightness: black, bright, dark grey.
    static string Models(TempFolder folder)
    {
        var models = folder["models"];
        var target = Directory.CreateDirectory(Path.Combine(models, "pointwise")).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "packages", "pointwise");
        File.Copy(Path.Combine(source, "model.onnx"), Path.Combine(target, "model.onnx"));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "model.json")))!;
        manifest["output"]!["classes"] = new JsonArray("background", "subcutaneous-fat", "vastus-lateralis");
        manifest["structures"] = new JsonArray("subcutaneous-fat", "vastus-lateralis");
        File.WriteAllText(Path.Combine(target, "model.json"), manifest.ToJsonString());
        return models;
    }
}
