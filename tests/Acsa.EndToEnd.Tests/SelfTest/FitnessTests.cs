namespace Acsa.EndToEnd.Tests.SelfTest;

/// <summary>Destinations with "send": "auto" against storescp with few presentation contexts.</summary>
public sealed class FitnessTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_archive_gets_the_best_that_it_takes_and_another_form_when_it_takes_that_no_more()
    {
        var ports = new Dictionary<string, int> { ["sc"] = Loopback.FreePort(), ["state"] = Loopback.FreePort(), ["none"] = Loopback.FreePort() };
        string[] states = ["GrayscaleSoftcopyPresentationStateStorage", "ColorSoftcopyPresentationStateStorage", "SecondaryCaptureImageStorage"];
        await using var sc = await StartAsync("sc", ports["sc"], states[2]);
        await using var none = await StartAsync("none", ports["none"]);
        await using var node = new NodeProcess(_folder.Folder("node"), 0.3, configuration =>
        {
            foreach (var to in configuration["destinations"]!.AsArray()) to!["send"] = "auto";
        }, [.. ports.Select(to => (to.Key, StoreScp.AeTitle, to.Value))]);
        await using (var both = await StartAsync("state", ports["state"], states))
        {
            await node.StartAsync();
            await Until.TrueAsync(async () => await SendAsync(node, "sc") == "sc" && await SendAsync(node, "state") == "gsps", Limit, "both are known", () => node.Output);
            Assert.Contains("none of the classes", (await FitnessAsync(node, "none"))!["trouble"]!.GetValue<string>(), StringComparison.Ordinal);
            await node.SendAsync(Phantoms.WriteStill(_folder, seed: 3));
            await Until.TrueAsync(() => Task.FromResult(sc.Files().Length == 1 && both.Files().Length == 1), Limit, "one result each", () => node.Output);
            Assert.Equal("PR", DicomFile.Open(both.Files()[0]).Dataset.GetString(DicomTag.Modality));
        }

        // What takes nothing is not called for ever: all that it was to get is parked.
        await Until.TrueAsync(async () => (await DestinationAsync(node, "none")) is { } row && row["parked"]!.GetValue<int>() > 0
            && row["pending"]!.GetValue<int>() == 0, Limit, "parked for the one that takes nothing", () => node.Output);

        await using var less = await StartAsync("less", ports["state"], states[2]);
        await node.SendAsync(Phantoms.WriteStill(_folder, seed: 4));
        await Until.TrueAsync(() => Task.FromResult(less.Files().Length == 1), Limit, "a picture instead of the state", () => node.Output);
        Assert.Equal(DicomUID.SecondaryCaptureImageStorage.UID, DicomFile.Open(less.Files()[0]).Dataset.GetString(DicomTag.SOPClassUID));
        Assert.Equal("sc", await SendAsync(node, "state"));
        await Until.TrueAsync(async () => (await DestinationAsync(node, "state"))!["pending"]!.GetValue<int>() == 0, Limit, "nothing waits", () => node.Output);
        Assert.Equal(0, (await DestinationAsync(node, "state"))!["parked"]!.GetValue<int>());
        Assert.Contains("refuses a class that it was sent", node.Output, StringComparison.Ordinal);
    }

    static async Task<System.Text.Json.Nodes.JsonNode?> DestinationAsync(NodeProcess node, string name) =>
        (await node.StatusAsync())["destinations"]!.AsArray().FirstOrDefault(row => row!["name"]!.GetValue<string>() == name);

    static async Task<System.Text.Json.Nodes.JsonNode?> FitnessAsync(NodeProcess node, string name) =>
        (await node.StatusAsync())["fitness"]!.AsArray().FirstOrDefault(row => row!["destination"]!.GetValue<string>() == name);

    static async Task<string> SendAsync(NodeProcess node, string name) =>
        string.Join(' ', (await FitnessAsync(node, name))?["send"]!.AsArray().Select(kind => kind!.GetValue<string>()) ?? []);

    async Task<StoreScp> StartAsync(string name, int port, params string[] classes)
    {
        var file = _folder.File($"{name}.cfg");
        await File.WriteAllTextAsync(file, $"""
            [[TransferSyntaxes]]
            [Plain]
            TransferSyntax1 = LittleEndianExplicit
            TransferSyntax2 = LittleEndianImplicit
            [[PresentationContexts]]
            [Few]
            PresentationContext1 = VerificationSOPClass\Plain
            {string.Join('\n', classes.Select((one, index) => $@"PresentationContext{index + 2} = {one}\Plain"))}
            [[Profiles]]
            [Default]
            PresentationContexts = Few

            """);
        return await StoreScp.StartOnAsync(port, _folder.Folder(name), "-xf", file, "Default");
    }
}
