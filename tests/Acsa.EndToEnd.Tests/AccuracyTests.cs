using System.Globalization;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Acsa.EndToEnd.Tests;

/// <summary>The built-in model on simulated images that nobody has seen before, against their known truth.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    const int Count = 200;

    [Fact]
    public async Task Area_and_grey_level_of_fresh_phantoms_are_right()
    {
        var seed = Random.Shared.Next(1_000_000, int.MaxValue);
        using var folder = new ScratchFolder();
        var (phantoms, results) = (folder.File("phantoms"), folder.File("results"));
        await RunAsync(seed, "phantom", "--out", phantoms, "--count", $"{Count}", "--seed", $"{seed}");
        await RunAsync(seed, "analyze", phantoms, "--out", results);

        var truths = Read(Path.Combine(phantoms, "truth.json"))["phantoms"]!.AsArray().ToDictionary(truth => truth!["file"]!.GetValue<string>(), truth => truth!);
        var images = Read(Path.Combine(results, "results.json"))["images"]!.AsArray();
        Assert.Equal(Count, truths.Count);
        var found = images.ToLookup(image => Path.GetFileName(image!["file"]!.GetValue<string>()));
        var (areaErrors, measuredAreaErrors, greyErrors) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var (file, truth) in truths)
        {
            // A phantom without a value counts as a miss of its whole area: no result may drop out of the statistics.
            var image = found[file].FirstOrDefault();
            var (area, trueArea) = (Value(image?["areaCm2"]), truth["areaCm2"]!.GetValue<double>());
            areaErrors.Add(area is { } value ? Math.Abs(value / trueArea - 1) * 100 : 100);
            if (image?["status"]?.GetValue<string>() != "measured") continue;
            measuredAreaErrors.Add(areaErrors[^1]);
            var (grey, trueGrey) = (Value(image?["echogenicity"]?["mean"]), truth["meanGrey"]!.GetValue<double>());
            greyErrors.Add(grey is { } mean ? Math.Abs(mean - trueGrey) : 255);
        }

        areaErrors.Sort();
        measuredAreaErrors.Sort();
        greyErrors.Sort();
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {measuredAreaErrors.Count} of {Count} measured; |area error| median {At(measuredAreaErrors, 0.5):F2} %, 95th percentile {At(measuredAreaErrors, 0.95):F2} %, worst {measuredAreaErrors[^1]:F1} % (all: {At(areaErrors, 0.5):F2}, {At(areaErrors, 0.95):F2} %); |grey error| median {At(greyErrors, 0.5):F2}, 95th percentile {At(greyErrors, 0.95):F2} levels");
        output.WriteLine(summary);
        // What is called measured has to be right; of everything, most has to come out measured.
        Assert.True(measuredAreaErrors.Count >= 0.7 * Count, summary);
        Assert.True(At(measuredAreaErrors, 0.5) <= 2, summary);
        Assert.True(At(measuredAreaErrors, 0.95) <= 9, summary);
        Assert.True(At(areaErrors, 0.5) <= 3, summary);
        Assert.True(At(areaErrors, 0.9) <= 9, summary);
        Assert.True(At(greyErrors, 0.95) <= 2.5, summary);
    }

    static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    static double? Value(JsonNode? node) => node?.GetValue<double>();

    static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    static async Task RunAsync(int seed, params string[] arguments)
    {
        var (code, text) = await NodeProcess.AcsaAsync(arguments);
        Assert.True(code == 0, $"seed {seed}: acsa {string.Join(' ', arguments)} ended with {code}:\n{text}");
    }
}
