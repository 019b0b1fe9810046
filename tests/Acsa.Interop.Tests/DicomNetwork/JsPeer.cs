using System.Text.Json.Nodes;

namespace Acsa.Interop.Tests.DicomNetwork;

/// <summary>dcmjs-dimse, a DICOM network in JavaScript: peers/dcmjs-peer.cjs, as client or as server.</summary>
internal sealed class JsPeer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "peers");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly PeerProcess _process;

    private JsPeer(PeerProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>What it has said so far.</summary>
    public JsonObject[] Lines => Parse(_process.Output);

    /// <summary>A server that holds one file, which it moves to a port of ours and sends for C-GET.</summary>
    public static async Task<JsPeer> ServeAsync(string file = "", int movePort = 0)
    {
        await Installed.Value;
        var port = Loopback.FreePort();
        var process = PeerProcess.Start("/usr/bin/env", ["node", "dcmjs-peer.cjs", "serve", $"{port}", file, $"{movePort}"], Folder);
        await Loopback.WaitUntilListeningAsync(port, process);
        return new JsPeer(process, port);
    }

    /// <summary>Sends requests over one association to a port of ours; returns what it has said.</summary>
    public static async Task<JsonObject[]> CallAsync(int port, string requests, string options = "{}")
    {
        await Installed.Value;
        string[] arguments = ["node", "dcmjs-peer.cjs", "call", $"{port}", requests, options];
        await using var process = PeerProcess.Start("/usr/bin/env", arguments, Folder);
        await process.WaitForExitAsync(TimeSpan.FromMinutes(2));
        return Parse(process.Output);
    }

    public Task WaitForAsync(Func<JsonObject, bool> line) =>
        Until.TrueAsync(() => Task.FromResult(Lines.Any(line)), TimeSpan.FromSeconds(60), "a line of dcmjs", () => _process.Output);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static JsonObject[] Parse(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];

    // Once for each content of the lock file: npm checks every package against the hash in it, and runs no script of any.
    private static async Task InstallAsync()
    {
        var marker = Path.Combine(Folder, "node_modules", ".installed");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted) return;
        await PeerProcess.MustRunAsync(
            "/usr/bin/env", "npm", "ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        await File.WriteAllTextAsync(marker, wanted);
    }
}
