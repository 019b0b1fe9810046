using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Demo;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A package whose network goes by brightness alone: black is background, bright is fat, dark grey is muscle.</summary>
static class BrightnessModel
{
    /// <summary>Writes it into a folder of packages; gives that folder.</summary>
    public static string Write(TempFolder folder, Action<JsonNode>? change = null, string name = "pointwise")
    {
        var models = folder["models"];
        var target = Directory.CreateDirectory(Path.Combine(models, name)).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "packages", "pointwise");
        File.Copy(Path.Combine(source, "model.onnx"), Path.Combine(target, "model.onnx"));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "model.json")))!;
        manifest["output"]!["classes"] = new JsonArray("background", "subcutaneous-fat", "vastus-lateralis");
        manifest["id"] = name;
        manifest["structures"] = new JsonArray("subcutaneous-fat", "vastus-lateralis");
        change?.Invoke(manifest);
        File.WriteAllText(Path.Combine(target, "model.json"), manifest.ToJsonString());
        return models;
    }

    /// <summary>640 × 480 pixels of 0.1 mm: black skin, bright fat (1.2 cm down to row 200), dark grey muscle, black bone.</summary>
    public static RgbImage Picture(int fatUntil, byte fat = 250)
    {
        var picture = new RgbImage(640, 480);
        for (var y = 80; y < 360; y++) picture.Pixels.AsSpan(y * 640 * 3, 640 * 3).Fill(y < fatUntil ? fat : (byte)110);
        return picture;
    }

    /// <summary>The one finding on such a picture, which its description calls a left vastus lateralis.</summary>
    public static Finding Analyse(TempFolder folder, AnalysisSetup setup, RgbImage picture, Action<DicomDataset>? change = null)
    {
        var dataset = UltrasoundObject.Create(
            new("FAT", "Thigh", "LEFT VASTUS LATERALIS CSA", Laterality.Left, new(0, 0, 639, 479), new(0.01, 0.01)), picture);
        change?.Invoke(dataset);
        var file = folder["picture.dcm"];
        new DicomFile(dataset).Save(file);
        return Assert.Single(new StudyPipeline(setup).Analyse(file, DateTimeOffset.UnixEpoch, default).Findings);
    }
}
