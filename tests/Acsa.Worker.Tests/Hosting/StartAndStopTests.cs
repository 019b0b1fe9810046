using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
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
        await using var node =
            PeerProcess.Start("dotnet", [Program, "run", "--config", Path.GetRelativePath("/usr", _folder["acsa.json"])], "/usr");
        await Loopback.WaitUntilListeningAsync(_port, node);
        Assert.True(File.Exists(_folder["data/ledger.sqlite"]));
    }

    [Fact]
    public async Task Systemd_hears_that_it_is_ready_lives_and_stops()
    {
        Configure();
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(_folder["notify"]));
        await using var node = PeerProcess.Start("/usr/bin/env",
            [$"NOTIFY_SOCKET={_folder["notify"]}", "WATCHDOG_USEC=2000000", "dotnet", Program, "run", "--config", _folder["acsa.json"]],
            "/");
        Assert.Equal("READY=1", await HearAsync());
        for (var beat = 0; beat < 3; beat++) Assert.Equal("WATCHDOG=1", await HearAsync());
        await PeerProcess.MustRunAsync("/bin/kill", "-TERM", $"{node.Id}");
        var last = await HearAsync();
        while (last == "WATCHDOG=1") last = await HearAsync();
        Assert.Equal("STOPPING=1", last);

        async Task<string> HearAsync()
        {
            var heard = new byte[100];
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return Encoding.ASCII.GetString(heard, 0, await systemd.ReceiveAsync(heard, limit.Token));
        }
    }

    [Fact]
    public async Task A_hangup_takes_the_changed_configuration_into_use_and_a_bad_one_not()
    {
        Configure(configuration => configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "OTHER" }));
        await using var node = PeerProcess.Start(
            "/bin/sh", ["-c", "exec dotnet \"$0\" run --config \"$1\" < /dev/null", Program, _folder["acsa.json"]], "/");
        await Loopback.WaitUntilListeningAsync(_port, node);
        await Assert.ThrowsAsync<IOException>(() => RawScanner.ConnectAsync(_port));

        await File.WriteAllTextAsync(_folder["acsa.json"], "{");
        await PeerProcess.MustRunAsync("/bin/kill", "-HUP", $"{node.Id}");
        await Until.TrueAsync(() => Task.FromResult(node.Output.Contains("cannot be used", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), "a refusal",
            () => node.Output);
        Configure();
        await PeerProcess.MustRunAsync("/bin/kill", "-HUP", $"{node.Id}");
        await Until.TrueAsync(() => Task.FromResult(node.Output.Contains("is in use", StringComparison.Ordinal)), TimeSpan.FromSeconds(60),
            "the new one",
            () => node.Output);
        using var admitted = await RawScanner.ConnectAsync(_port);
        await admitted.StoreAsync(1000);
        Assert.False(node.HasExited);
    }

    [Theory]
    [InlineData("""{ "data": "data", "dicom": { "port": 99999 } }""", "$.dicom.port", 2)]
    [InlineData("""{ "data": "acsa.json/data" }""", "acsa.json", 1)]
    public async Task A_start_that_fails_is_told_in_a_sentence_with_the_priority_of_an_error(string configuration, string says, int exit)
    {
        await File.WriteAllTextAsync(_folder["acsa.json"], configuration);
        var (code, output) =
            await PeerProcess.RunAsync("/usr/bin/env", "JOURNAL_STREAM=8:1", "dotnet", Program, "run", "--config", _folder["acsa.json"]);
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
        await Until.TrueAsync(() => Task.FromResult(node.Output.Contains("\"event\":1000,", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), "the start",
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
