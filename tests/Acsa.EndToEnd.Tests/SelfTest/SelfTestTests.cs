using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests.SelfTest;

/// <summary>The acceptance test of an installation, against two archives that answer C-FIND and C-GET.</summary>
public sealed class SelfTestTests
{
    [Fact]
    public async Task Passes_with_orthanc_and_with_dcmqrscp_and_fails_where_nothing_comes_back()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"), settings =>
            (settings["DicomAlwaysAllowFind"], settings["DicomAlwaysAllowGet"]) = (true, true));
        await using var archive = await DcmQrScp.StartAsync(folder.Folder("qr"), NodeProcess.AeTitle, 11112);
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        await using var node = new NodeProcess(folder.Folder("node"), 0.3, ("orthanc", Orthanc.AeTitle, orthanc.Port),
            ("qr", DcmQrScp.AeTitle, archive.Port), ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        foreach (var (name, passes) in new[] { ("orthanc", true), ("qr", true), ("scp", false) })
        {
            var (code, output) = await NodeProcess.AcsaAsync("selftest", "--peer", name, "--out", folder.File(name), "--config", node.Configuration);
            Assert.True((code == 0) == passes, output);
            var page = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.File(name), "selftest.json")))!;
            Assert.Equal(passes, page["passed"]!.GetValue<bool>());
            Assert.Contains(passes ? "PASSED" : "FAILED", File.ReadAllText(Path.Combine(folder.File(name), "selftest.txt")), StringComparison.Ordinal);
            if (passes) Assert.Equal(3, page["checks"]!.AsArray().Count(check => check!["what"]!.GetValue<string>().StartsWith("C-GET", StringComparison.Ordinal)));
        }
    }
}
