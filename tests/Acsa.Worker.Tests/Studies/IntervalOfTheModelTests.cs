using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Demo;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

/// <summary>Two models of one muscle of which one states weights of its errors, and routing that chooses either.</summary>
public sealed class IntervalOfTheModelTests : IDisposable
{
    const string Weights = """{ "mirror": false, "coverage": 0.8, "area": { "constant": 0.25, "sweep": 0, "mirror": 0 }, "grey": { "constant": 7, "sweep": 0, "mirror": 0 } }""";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("usual-model"), InlineData("trial-model")]
    public void An_interval_comes_of_the_weights_of_the_model_that_made_the_outline(string weighted)
    {
        foreach (var id in new[] { "trial-model", "usual-model" }) Package(id, id == weighted ? Weights : null);
        using var setup = AnalysisSetup.Create(_folder["models"], new("cpu", "off"), "ACSA",
            alsoModels: new HashSet<string> { "trial-model", "usual-model" });
        Assert.Empty(setup.Models.Problems);
        foreach (var id in new[] { "trial-model", "usual-model" })
        {
            var finding = Assert.Single(new StudyPipeline(setup)
                .Analyse(Picture(), AnalysisPast.None, DateTimeOffset.UnixEpoch, new HashSet<string> { id }, default).Findings);
            Assert.Equal(id, finding.Model!.Id);
            var (measured, isWeighted) = (finding.Measurement!, id == weighted);
            Assert.Equal(isWeighted, measured.EchogenicityInterval is not null);
            Assert.Equal(isWeighted ? 0.8 : null, measured.AreaCm2Interval?.Coverage);
            var entry = ResultJson.Read<ResultEntry>(ResultJson.Write(ResultEntry.From(finding, "1.2", "muscle.dcm")));
            Assert.Equal((measured.AreaCm2Interval, measured.EchogenicityInterval), (entry.AreaInterval(), entry.GreyInterval()));
            var half = (measured.AreaCm2Interval!.Value.High - measured.AreaCm2Interval.Value.Low) / 2 / measured.AreaCm2!.Value;
            Assert.Equal(isWeighted, Math.Abs(half - 0.25) < 1e-9);
        }
    }

    [Fact]
    public void What_earlier_versions_wrote_of_intervals_is_of_90_percent_where_weights_were_fitted_and_else_of_two_thresholds()
    {
        var old = ResultEntry.Refused("a.dcm", "1.2", []) with { AreaCm2 = 5, AreaCm2Interval = [4, 6] };
        var weighted = old with { Echogenicity = new(50, 1, 50, 9, [40, 60]) };
        Assert.Equal(new ErrorInterval(4, 6), (old with { Echogenicity = new(50, 1, 50, 9, null) }).AreaInterval());
        Assert.Equal((new ErrorInterval(4, 6, 0.9), new ErrorInterval(40, 60, 0.9)), (weighted.AreaInterval(), weighted.GreyInterval()));
        var now = old with { Echogenicity = new(50, 1, 50, 9, [40, 60]) { MeanIntervalCoverage = 0.9 } };
        Assert.Null(now.AreaInterval()!.Value.Coverage);
    }

    // 640 × 480 pixels of 0.1 mm: dark grey muscle on black.
    string Picture()
    {
        var picture = new RgbImage(640, 480);
        for (var y = 160; y < 320; y++) picture.Pixels.AsSpan((y * 640 + 160) * 3, 320 * 3).Fill(110);
        var file = _folder["muscle.dcm"];
        new DicomFile(UltrasoundObject.Create(
            new("INTERVAL", "Thigh", "LEFT VASTUS LATERALIS CSA", Laterality.Left, new(0, 0, 639, 479), new(0.01, 0.01)), picture)).Save(file);
        return file;
    }

    void Package(string id, string? certainty)
    {
        var target = Directory.CreateDirectory(Path.Combine(_folder["models"], id)).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "packages", "pointwise");
        File.Copy(Path.Combine(source, "model.onnx"), Path.Combine(target, "model.onnx"));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "model.json")))!;
        manifest["id"] = id;
        if (certainty is not null) manifest["certainty"] = JsonNode.Parse(certainty);
        File.WriteAllText(Path.Combine(target, "model.json"), manifest.ToJsonString());
    }
}
