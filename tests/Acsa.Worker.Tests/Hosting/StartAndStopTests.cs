using System.Diagnostics;
using System.Text.Json.Nodes;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Hosting;

/// <summary>The program as a process: started from elsewhere, stopped in the middle.</summary>
public sealed class StartAndStopTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly int _port = Loopback.FreePort();

    static string Program => Path.Combine(AppContext.BaseDirectory, "acsa.dll");

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_an_association_it_ends_within_ten_seconds_and_loses_nothing()
    {
        Configure();
        await using var node = PeerProcess.Start("dotnet", [Program, "run", "--config", _folder["acsa.json"]], "/");
        await Loopback.WaitUntilListeningAsync(_port, node);
        using var done = await RawScanner.ConnectAsync(_port);
        for (var sent = 0; sent < 5; sent++) await done.StoreAsync(10_000);
        using var half = await RawScanner.ConnectAsync(_port);
        await half.BeginAsync(5_000_000);
        using var silent = await RawScanner.ConnectAsync(_port);

        var watch = Stopwatch.StartNew();
        await PeerProcess.MustRunAsync("/bin/kill", "-TERM", $"{node.Id}");
        await node.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed.TotalSeconds:0.0} s\n{node.Output}");
        Assert.Equal(0, node.ExitCode);

        // What was answered Success is held, what was not is nowhere.
        using var ledger = SqlLedger.OpenToRead(ConfigurationFile.Read(_folder["acsa.json"]).Ledger, TimeProvider.System);
        Assert.Equal(5, (await ledger.ReportAsync(default)).Instances);
        Assert.Equal(5, Directory.GetFiles(_folder["data/spool"], "*.dcm", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task It_starts_from_any_folder_and_folders_are_those_of_the_configuration()
    {
        Configure();
        await using var node = PeerProcess.Start("dotnet", [Program, "run", "--config", Path.GetRelativePath("/usr", _folder["acsa.json"])], "/usr");
        await Loopback.WaitUntilListeningAsync(_port, node);
        Assert.True(File.Exists(_folder["data/ledger.sqlite"]));
    }

    [Theory]
    [InlineData("""{ "data": "data", "dicom": { "port": 99999 } }""", "$.dicom.port", 2)]
    [InlineData("""{ "data": "acsa.json/data" }""", "acsa.json", 1)]
    public async Task A_start_that_fails_is_told_in_a_sentence_with_the_priority_of_an_error(string configuration, string says, int exit)
    {
        await File.WriteAllTextAsync(_folder["acsa.json"], configuration);
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/env", "JOURNAL_STREAM=8:1", "dotnet", Program, "run", "--config", _folder["acsa.json"]);
        Assert.Equal(exit, code);
        var line = Assert.Single(output.Split('\n'), line => line.StartsWith("<3>acsa: ", StringComparison.Ordinal));
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_each_line_of_the_log_is_an_object_with_its_priority_before_it()
    {
        Configure(configuration => configuration["logging"] = new JsonObject { ["format"] = "json" });
        await using var node = PeerProcess.Start("/usr/bin/env",
            ["JOURNAL_STREAM=8:1", "dotnet", Program, "run", "--config", _folder["acsa.json"]], "/");
        await Loopback.WaitUntilListeningAsync(_port, node);
        await Until.TrueAsync(() => Task.FromResult(node.Output.Contains("\"event\":1000,", StringComparison.Ordinal)), TimeSpan.FromSeconds(60), "the start",
            () => node.Output);
        foreach (var line in node.Output.Split('\n'))
        {
            Assert.Matches("^<[3-7]>", line);
            var said = JsonNode.Parse(line[3..])!;
            Assert.True(said["level"] is not null && said["source"] is not null && said["message"] is not null, line);
            if ((int)said["event"]! == 1000) Assert.Equal("ACSA", (string)said["aeTitle"]!);
        }
    }

    public void Dispose() => _folder.Dispose();

    void Configure(Action<JsonObject>? change = null)
    {
        var configuration = new JsonObject
        {
            ["dicom"] = new JsonObject { ["port"] = _port }, ["data"] = "data", ["study"] = new JsonObject { ["quietSeconds"] = 60 },
            ["spool"] = new JsonObject { ["reserveMegabytes"] = 0 }, ["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*" }),
            ["inference"] = new JsonObject { ["provider"] = "cpu", ["gpu"] = "off" }, ["console"] = new JsonObject { ["serve"] = false },
        };
        change?.Invoke(configuration);
        File.WriteAllText(_folder["acsa.json"], configuration.ToJsonString());
    }
}
