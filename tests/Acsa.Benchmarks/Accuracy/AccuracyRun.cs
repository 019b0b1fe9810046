using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Acsa.Benchmarks.Accuracy;

/// <summary>Draws a set, has the node analyse it, and puts truth and result side by side; all through the command line.</summary>
static class AccuracyRun
{
    public static async Task<IReadOnlyList<AccuracyCase>> MeasureAsync(
        string view, int count, int seed, string? models, string folder, CancellationToken stop)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var (phantoms, results) = (Path.Combine(folder, "phantoms"), Path.Combine(folder, "results"));
        try
        {
            await AcsaAsync(stop, "phantom", "--out", phantoms, "--count", Text(count), "--seed", Text(seed), "--view", view);
            string[] package = models is null ? [] : ["--models", Path.GetFullPath(models)];
            await AcsaAsync(stop, ["analyze", phantoms, "--out", results, .. package]);
            return Join(view, Read(Path.Combine(phantoms, "truth.json")), Read(Path.Combine(results, "results.json")));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    // Frame 1 of each: the frames of a clip are nearly the same image.
    static AccuracyCase[] Join(string view, JsonNode truth, JsonNode results)
    {
        var found = results["images"]!.AsArray().ToLookup(image => image!["file"]!.GetValue<string>());
        return [.. truth["phantoms"]!.AsArray().Select(phantom =>
        {
            var file = phantom!["file"]!.GetValue<string>();
            var image = found[file].FirstOrDefault(one => one!["frame"]?.GetValue<int>() is 1 or null);
            return new AccuracyCase(
                file, view, phantom["areaCm2"]!.GetValue<double>(), phantom["meanGrey"]!.GetValue<double>(),
                image?["status"]?.GetValue<string>() ?? "missing",
                image?["flags"]?.AsArray().Select(flag => flag!.GetValue<string>()).ToArray() ?? [],
                image?["areaCm2"]?.GetValue<double>(), image?["echogenicity"]?["mean"]?.GetValue<double>(),
                Numbers(image?["areaCm2Interval"]), Numbers(image?["echogenicity"]?["meanInterval"]));
        })];
    }

    static double[]? Numbers(JsonNode? list) => list?.AsArray().Select(item => item!.GetValue<double>()).ToArray();

    static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file)) ?? throw new BenchException($"{file} is empty.");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static async Task AcsaAsync(CancellationToken stop, params string[] arguments)
    {
        var program = Environment.GetEnvironmentVariable("ACSA_NODE")
            ?? throw new BenchException("The node is not built: start this through acsa bench, or set ACSA_NODE to acsa.dll.");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            await output;
            // 1: nothing could be analysed, which may be right.
            if (process.ExitCode is not (0 or 1))
                throw new BenchException($"acsa {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
