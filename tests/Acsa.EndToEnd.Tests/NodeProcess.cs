using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>The node as a process of its own: `acsa run` with a configuration in a folder of the test.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    public const string AeTitle = "ACSA";
    readonly string _folder;
    readonly string _configuration;
    PeerProcess? _process;

    /// <param name="folder">Holds configuration and data; survives restarts of the node.</param>
    /// <param name="destinations">Name, AE title and port on this machine.</param>
    public NodeProcess(string folder, double quietSeconds, params (string Name, string AeTitle, int Port)[] destinations)
        : this(folder, quietSeconds, _ => { }, destinations)
    {
    }

    /// <param name="shared">What a node that shares its work has in common with the others, and its own name.</param>
    public NodeProcess(string folder, double quietSeconds, (string Data, string Ledger, string Node) shared,
        params (string Name, string AeTitle, int Port)[] destinations)
        : this(folder, quietSeconds, configuration =>
            (configuration["data"], configuration["ledger"], configuration["node"]) = (shared.Data, shared.Ledger, shared.Node), destinations)
    {
    }

    /// <param name="change">Alters the configuration before it is written.</param>
    public NodeProcess(
        string folder, double quietSeconds, Action<JsonObject> change, params (string Name, string AeTitle, int Port)[] destinations)
    {
        _folder = folder;
        _configuration = Path.Combine(folder, "acsa.json");
        Port = Loopback.FreePort();
        var configuration = new JsonObject
        {
            ["dicom"] = new JsonObject { ["aeTitle"] = AeTitle, ["port"] = Port },
            ["data"] = "data",
            ["study"] = new JsonObject { ["quietSeconds"] = quietSeconds },
            ["spool"] = new JsonObject { ["reserveMegabytes"] = 0 },
            ["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*" }),
            ["inference"] = new JsonObject { ["provider"] = "cpu", ["gpu"] = "off" },
            ["console"] = new JsonObject { ["url"] = "http://127.0.0.1:0" }, // Many nodes live on one machine.
            ["destinations"] = new JsonArray([.. destinations.Select(destination => new JsonObject
            {
                ["name"] = destination.Name, ["aeTitle"] = destination.AeTitle, ["host"] = "127.0.0.1", ["port"] = destination.Port,
                ["retry"] = "1000x1s",
            })]),
        };
        change(configuration);
        File.WriteAllText(_configuration, configuration.ToJsonString());
    }

    /// <summary>For tests that count the results of images: no destination gets reports on whole studies.</summary>
    public static void WithoutStudyReports(JsonObject configuration)
    {
        foreach (var destination in configuration["destinations"]!.AsArray()) destination!["sr"] = new JsonObject { ["study"] = false };
    }

    public int Port { get; }
    public string Configuration => _configuration;
    public string Output => _process?.Output ?? "";
    public string Spool => Path.Combine(_folder, "data", "spool");

    /// <summary>Runs any command of the program to its end.</summary>
    public static Task<(int ExitCode, string Output)> AcsaAsync(params string[] arguments) =>
        PeerProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "acsa.dll"), .. arguments]);

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        Launch();
        await Loopback.WaitUntilListeningAsync(Port, _process!);
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Launch() => _process = PeerProcess.Start(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "acsa.dll"), "run", "--config", _configuration], _folder);

    public Task KillAsync() => _process!.KillAsync();

    /// <summary>What `acsa status --json` prints.</summary>
    public async Task<JsonObject> StatusAsync()
    {
        var (code, output) = await AcsaAsync("status", "--json", "--config", _configuration);
        if (code != 0) throw new InvalidOperationException($"acsa status ended with {code}:\n{output}");
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>DCMTK's storescu, each file in its own transfer syntax; fails unless every file was answered Success.</summary>
    public async Task SendAsync(params string[] files)
    {
        foreach (var file in files) await StoreAsync(file, AeTitle, Port);
    }

    public static Task StoreAsync(string file, string aeTitle, int port) =>
        PeerProcess.MustRunAsync("/usr/bin/storescu", ProposalFor(file), "-R", "-aec", aeTitle, "127.0.0.1", $"{port}", file);

    // storescu never transcodes: it has to be told to propose what the file is in.
    public static string ProposalFor(string file) => DicomFile.Open(file).FileMetaInfo.TransferSyntax.UID.UID switch
    {
        "1.2.840.10008.1.2" => "-xi",
        "1.2.840.10008.1.2.2" => "-xb",
        "1.2.840.10008.1.2.1.99" => "-xd",
        "1.2.840.10008.1.2.4.50" => "-xy",
        "1.2.840.10008.1.2.4.51" => "-xx",
        "1.2.840.10008.1.2.4.70" => "-xs",
        "1.2.840.10008.1.2.4.80" => "-xt",
        "1.2.840.10008.1.2.4.90" => "-xv",
        "1.2.840.10008.1.2.4.91" => "-xw",
        "1.2.840.10008.1.2.5" => "-xr",
        _ => "-xe",
    };

    /// <summary>Waits until as many studies are in a state.</summary>
    public Task UntilAsync(string state, int studies, TimeSpan limit) => Until.TrueAsync(
        async () => (await StatusAsync())["studies"]?[state]?.GetValue<int>() is { } count && count >= studies, limit,
        $"{studies} studies {state}", () => Output);

    /// <summary>Waits until there are studies and every one is in a state.</summary>
    public Task UntilAllAsync(string state, TimeSpan limit) => Until.TrueAsync(
        async () => (await StatusAsync())["studies"]!.AsObject() is { Count: 1 } studies && studies.ContainsKey(state), limit,
        $"all studies {state}", () => Output);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
