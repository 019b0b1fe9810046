using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>Phantoms of one view and what the node makes of them, through the command line.</summary>
internal sealed record SimulatedSet(string Seeded, IReadOnlyList<(JsonNode Truth, JsonNode? Result)> Cases)
{
    public int Count => Cases.Count;

    public int With(string status) => Cases.Count(one => one.Result?["status"]?.GetValue<string>() == status);

    /// <summary>How often each rule objected, for messages.</summary>
    public string Flags =>
        string.Join(", ", Cases.SelectMany(one => one.Result?["flags"]?.AsArray().Select(flag => flag!.GetValue<string>()) ?? [])
        .GroupBy(flag => flag).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}"));

    public int Flagged(string flag) =>
        Cases.Count(one => one.Result?["flags"]?.AsArray().Any(some => some!.GetValue<string>() == flag) == true);

    /// <summary>Frame 1 of each.</summary>
    public static async Task<SimulatedSet> MakeAsync(string view, int count)
    {
        var seed = Random.Shared.Next(1_000_000, int.MaxValue);
        using var folder = new ScratchFolder();
        var (phantoms, results) = (folder.File("phantoms"), folder.File("results"));
        await RunAsync(seed, "phantom", "--out", phantoms, "--count", $"{count}", "--seed", $"{seed}", "--view", view);
        await RunAsync(seed, "analyze", phantoms, "--out", results);
        var found = Read(Path.Combine(results, "results.json"))["images"]!.AsArray()
            .ToLookup(image => Path.GetFileName(image!["file"]!.GetValue<string>()));
        return new($"{count} {view} phantoms of seed {seed}",
            [.. Read(Path.Combine(phantoms, "truth.json"))["phantoms"]!.AsArray().Select(truth =>
            (truth!, found[truth!["file"]!.GetValue<string>()].FirstOrDefault(image => image!["frame"]?.GetValue<int>() is 1 or null)))]);
    }

    static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    static async Task RunAsync(int seed, params string[] arguments)
    {
        var (code, text) = await NodeProcess.AcsaAsync(arguments);
        // A set of which nothing can be analysed is a failed job for the command, and a result here.
        Assert.True(code == 0 || (code == 1 && arguments[0] == "analyze"),
            $"seed {seed}: acsa {string.Join(' ', arguments)} ended with {code}:\n{text}");
    }
}
