using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Benchmarks.Receiving;

/// <summary>The receivers that are compared.</summary>
static class Receivers
{
    /// <summary>Our library, writing files and nothing else: what the peers' programs do.</summary>
    public static Receiver Library { get; } = Ours("acsa", "receive");

    /// <summary>The same, each file and its folder flushed before Success, flushes of several associations together.</summary>
    public static Receiver LibraryFlushed { get; } = Ours("acsa, flushed", "receive", "--flush");

    /// <summary>The node itself: spool, hash, ledger, all durable before Success.</summary>
    public static Receiver Node { get; } = NodeWith("acsa run", flush: true);

    /// <summary>The node with flushes off, of files, folders and ledger: what durability costs is the difference.</summary>
    public static Receiver NodeUnflushed { get; } = NodeWith("acsa run, no flush", flush: false);

    public static Receiver StoreScp { get; } = Dcmtk("storescp");

    /// <summary>Its best: long PDUs.</summary>
    public static Receiver StoreScpLongPdus { get; } = Dcmtk("storescp -pdu 131072", "-pdu", "131072");

    /// <summary>The same, keeping data sets byte for byte, so that a sender can be judged by what arrived.</summary>
    public static Receiver StoreScpVerbatim { get; } = Dcmtk("storescp -pdu 131072 +B", "-pdu", "131072", "+B");

    /// <summary>Orthanc with its own fsync off.</summary>
    public static Receiver Orthanc { get; } = OrthancWith("Orthanc", sync: false);

    /// <summary>Orthanc as it comes: it flushes each file.</summary>
    public static Receiver OrthancFlushed { get; } = OrthancWith("Orthanc, flushed", sync: true);

    static Receiver Ours(string name, params string[] arguments) => new(name, (port, folder) =>
        new ProcessStartInfo("dotnet", [typeof(Receivers).Assembly.Location, .. arguments, "--port", $"{port}", "--dir", folder]))
    {
        IsOurs = true, Pattern = "*.dcm",
    };

    static Receiver NodeWith(string name, bool flush) => new(name, (port, folder) =>
    {
        var program = Environment.GetEnvironmentVariable("ACSA_NODE")
            ?? throw new BenchException("The node is not built: start this through acsa bench, or set ACSA_NODE to acsa.dll.");
        var settings = new JsonObject
        {
            ["dicom"] = new JsonObject { ["aeTitle"] = "ACSA", ["port"] = port },
            ["data"] = Path.Combine(folder, "data"),
            // Received studies stay quiet for longer than any measurement: analysis is not what is measured here.
            ["study"] = new JsonObject { ["quietSeconds"] = 3600 },
            ["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*", ["host"] = "*" }),
            ["inference"] = new JsonObject { ["provider"] = "cpu", ["gpu"] = "off" },
            ["spool"] = new JsonObject { ["flush"] = flush },
            ["console"] = new JsonObject { ["url"] = "http://127.0.0.1:0" },
        };
        var file = Path.Combine(folder, "acsa.json");
        File.WriteAllText(file, settings.ToJsonString());
        return new ProcessStartInfo("dotnet", [program, "run", "--config", file]);
    }) { AeTitle = "ACSA", IsOurs = true, Pattern = "*.dcm" };

    static Receiver Dcmtk(string name, params string[] options) => new(name, (port, folder) =>
        new ProcessStartInfo(Prerequisite.StoreScp.Find()!, ["--fork", "+xa", .. options, "-od", folder, $"{port}"]));

    static Receiver OrthancWith(string name, bool sync) => new(name, (port, folder) =>
    {
        var settings = new JsonObject
        {
            ["Name"] = "bench", ["StorageDirectory"] = folder, ["IndexDirectory"] = folder, ["DicomPort"] = port,
            ["HttpPort"] = WebPort(port), ["RemoteAccessAllowed"] = false, ["AuthenticationEnabled"] = false,
            ["DicomAlwaysAllowStore"] = true, ["DicomCheckCalledAet"] = false, ["UnknownSopClassAccepted"] = true,
            ["SyncStorageArea"] = sync, ["Plugins"] = new JsonArray(),
        };
        var file = Path.Combine(folder, "orthanc.json");
        File.WriteAllText(file, settings.ToJsonString());
        return new ProcessStartInfo(Prerequisite.Orthanc.Find()!, [file]);
    })
    {
        Pattern = null,
        Count = async port =>
        {
            using var web = new HttpClient();
            var statistics = await web.GetStringAsync(new Uri($"http://127.0.0.1:{WebPort(port)}/statistics"));
            return JsonDocument.Parse(statistics).RootElement.GetProperty("CountInstances").GetInt32();
        },
    };

    static int WebPort(int port) => port < 60000 ? port + 5000 : port - 5000;
}
