using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acsa.Peers;

/// <summary>Orthanc as a PACS, with its database in a folder of its own and its REST interface on loopback.</summary>
internal sealed class Orthanc : IAsyncDisposable
{
    public const string AeTitle = "ORTHANC";

    private readonly PeerProcess _process;

    private Orthanc(PeerProcess process, int port, HttpClient rest) => (_process, Port, Rest) = (process, port, rest);

    public int Port { get; }
    public HttpClient Rest { get; }

    public static async Task<Orthanc> StartAsync(string folder, Action<JsonObject>? change = null)
    {
        var port = Loopback.FreePort();
        var web = Loopback.FreePort();
        var settings = new JsonObject
        {
            ["Name"] = "acsa-test", ["StorageDirectory"] = Path.Combine(folder, "db"), ["IndexDirectory"] = Path.Combine(folder, "db"),
            ["DicomServerEnabled"] = true, ["DicomAet"] = AeTitle, ["DicomPort"] = port, ["DicomAlwaysAllowStore"] = true,
            ["DicomCheckCalledAet"] = true, ["UnknownSopClassAccepted"] = true, ["OverwriteInstances"] = false, ["SyncStorageArea"] = false,
            ["HttpServerEnabled"] = true, ["HttpPort"] = web, ["RemoteAccessAllowed"] = false, ["AuthenticationEnabled"] = false,
            ["Plugins"] = new JsonArray(),
        };
        change?.Invoke(settings);
        var file = Path.Combine(folder, "orthanc.json");
        await File.WriteAllTextAsync(file, settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        var process = PeerProcess.Start("/usr/sbin/Orthanc", [file], folder);
        await Loopback.WaitUntilListeningAsync(web, process);
        await Loopback.WaitUntilListeningAsync(port, process);
        return new Orthanc(process, port,
            new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{web.ToString(CultureInfo.InvariantCulture)}/") });
    }

    /// <summary>Orthanc's own ids of all it holds at a level: patients, studies, series or instances.</summary>
    public async Task<string[]> IdsAsync(string level) => await Rest.GetFromJsonAsync<string[]>(level) ?? [];

    /// <summary>Whether it holds anything under a UID: of a study, series or instance.</summary>
    public async Task<bool> HoldsAsync(string uid)
    {
        using var answer = await Rest.PostAsync("tools/lookup", new StringContent(uid));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonArray>())!.Count > 0;
    }

    /// <summary>How many instances it holds, without listing them.</summary>
    public async Task<int> CountInstancesAsync() =>
        (await Rest.GetFromJsonAsync<JsonObject>("statistics"))!["CountInstances"]!.GetValue<int>();

    /// <summary>A resource's main tags by keyword.</summary>
    public async Task<JsonObject> TagsAsync(string level, string id) =>
        (await Rest.GetFromJsonAsync<JsonObject>($"{level}/{id}"))?["MainDicomTags"]?.AsObject() ?? [];

    /// <summary>An instance's file as Orthanc gives it back.</summary>
    public Task<byte[]> FileAsync(string instance) => Rest.GetByteArrayAsync($"instances/{instance}/file");

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await _process.DisposeAsync();
    }
}
