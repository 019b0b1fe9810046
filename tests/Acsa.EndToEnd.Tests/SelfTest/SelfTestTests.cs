using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests.SelfTest;

/// <summary>The acceptance test of an installation, against archives of others.</summary>
public sealed class SelfTestTests : IDisposable
{
    const string MoveTitle = "ACSASELFTEST";
    readonly ScratchFolder _folder = new();
    readonly int _movePort = Loopback.FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Passes_by_c_get_and_by_c_move_with_orthanc_and_with_dcmqrscp_and_fails_where_nothing_comes_back()
    {
        await using var orthanc = await Orthanc.StartAsync(_folder.Folder("orthanc"), settings =>
        {
            foreach (var allowed in new[] { "DicomAlwaysAllowFind", "DicomAlwaysAllowGet", "DicomAlwaysAllowMove" }) settings[allowed] = true;
            settings["DicomModalities"] = new JsonObject { ["test"] = new JsonArray(MoveTitle, "127.0.0.1", _movePort) };
        });
        await using var archive = await DcmQrScp.StartAsync(_folder.Folder("qr"), MoveTitle, _movePort);
        await using var scp = await StoreScp.StartAsync(_folder.Folder("scp"));
        await using var node = new NodeProcess(_folder.Folder("node"), 0.3, ("orthanc", Orthanc.AeTitle, orthanc.Port),
            ("qr", DcmQrScp.AeTitle, archive.Port), ("scp", StoreScp.AeTitle, scp.Port));
        await node.StartAsync();
        foreach (var peer in new[] { "orthanc", "qr" })
        {
            await PassesAsync(node, peer, "auto", "C-GET");
            await PassesAsync(node, peer, "move", "C-MOVE");
        }

        await FailsAsync(node, "scp", "cannot be asked");
        await FailsAsync(node, "qr", "must know the AE title NOBODY as this machine's address", "--fetch", "move", "--move-title", "NOBODY");

        // Somebody in the archive has the test patient's ID: the image is not sent to become hers.
        var stranger = _folder.File("stranger.dcm");
        var data = DicomFile.Open(Phantoms.WriteStill(_folder, seed: 3), FileReadOption.ReadAll).Dataset;
        data.AddOrUpdate(DicomTag.PatientID, "ACSA-SELFTEST");
        data.AddOrUpdate(DicomTag.PatientName, "Doe^Jane");
        new DicomFile(data).Save(stranger);
        await NodeProcess.StoreAsync(stranger, Orthanc.AeTitle, orthanc.Port);
        var before = await orthanc.CountInstancesAsync();
        await FailsAsync(node, "orthanc", "knows somebody else by the ID ACSA-SELFTEST: nothing was sent");
        Assert.Equal(before, await orthanc.CountInstancesAsync());
    }

    [Fact]
    public async Task Passes_by_tls_on_every_way_and_takes_c_move_where_c_get_is_not_granted()
    {
        var certificates = await Certificates.MakeAsync(_folder.Folder("pki"));
        foreach (var name in new[] { "acsa", "pacs" }) await certificates.IssueAsync(name);
        Task<Orthanc> StartAsync(string name, bool grantsGet) => Orthanc.StartAsync(_folder.Folder(name), settings =>
        {
            (settings["DicomTlsEnabled"], settings["DicomTlsRemoteCertificateRequired"]) = (true, true);
            (settings["DicomTlsCertificate"], settings["DicomTlsPrivateKey"]) = (certificates.Certificate("pacs"), certificates.Key("pacs"));
            settings["DicomTlsTrustedCertificates"] = certificates.Authority;
            (settings["DicomAlwaysAllowFind"], settings["DicomAlwaysAllowGet"], settings["DicomAlwaysAllowMove"]) = (true, grantsGet, true);
            settings["DicomModalities"] = new JsonObject
            {
                ["test"] = new JsonObject { ["AET"] = MoveTitle, ["Host"] = "127.0.0.1", ["Port"] = _movePort, ["UseDicomTls"] = true },
            };
        });
        await using var one = await StartAsync("one", grantsGet: true);
        await using var two = await StartAsync("two", grantsGet: false);
        await using var node = new NodeProcess(_folder.Folder("node"), 0.3, configuration =>
        {
            JsonObject Tls() => new()
            {
                ["certificate"] = certificates.Certificate("acsa"), ["key"] = certificates.Key("acsa"),
                ["trustedCertificates"] = new JsonArray(certificates.Authority),
            };
            var own = Tls();
            (own["port"], own["only"]) = (configuration["dicom"]!["port"]!.GetValue<int>(), true);
            configuration["dicom"]!["port"] = Loopback.FreePort();
            configuration["dicom"]!["tls"] = own;
            foreach (var to in configuration["destinations"]!.AsArray()) to!["tls"] = Tls();
        }, ("one", Orthanc.AeTitle, one.Port), ("two", Orthanc.AeTitle, two.Port));
        await node.StartAsync();
        await PassesAsync(node, "one", "auto", "C-GET");
        await PassesAsync(node, "two", "auto", "C-MOVE", "--move-tls");
    }

    async Task PassesAsync(NodeProcess node, string peer, string fetch, string way, params string[] more)
    {
        var folder = _folder.File($"{peer}-{fetch}");
        var (code, output) = await NodeProcess.AcsaAsync(
            ["selftest", "--peer", peer, "--fetch", fetch, "--out", folder, "--move-port", $"{_movePort}", "--site", "Ward 7", "--config", node.Configuration, .. more]);
        Assert.True(code == 0, output);
        var page = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "selftest.json")))!;
        Assert.True(page["passed"]!.GetValue<bool>());
        var steps = page["checks"]!.AsArray().Select(check => check!["what"]!.GetValue<string>()).ToList();
        Assert.Contains($"{way} from the archive", steps);
        Assert.Equal(3, steps.Count(step => step.EndsWith("as sent", StringComparison.Ordinal)));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "fetched")).Length);
        Assert.Equal(page["areaCm2"]!.GetValue<double>(), page["reportedAreaCm2"]!.GetValue<double>(), 6);
        var text = await PdfAsync(folder);
        foreach (var word in new[] { "PASSED", "Ward 7", page["studyInstanceUid"]!.GetValue<string>(), "Signature", "in the report", "Left behind" })
            Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", text, StringComparison.Ordinal);
    }

    async Task FailsAsync(NodeProcess node, string peer, string why, params string[] more)
    {
        var folder = _folder.File("failed");
        var (code, output) = await NodeProcess.AcsaAsync(["selftest", "--peer", peer, "--out", folder, "--config", node.Configuration, .. more]);
        Assert.Equal(1, code);
        Assert.Contains(why, output, StringComparison.Ordinal);
        var text = await PdfAsync(folder);
        Assert.Contains("FAILED", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PASSED", text, StringComparison.Ordinal);
    }

    static async Task<string> PdfAsync(string folder)
    {
        var (_, text) = await PeerProcess.RunAsync("/usr/bin/pdftotext", "-layout", Path.Combine(folder, "selftest.pdf"), "-");
        return text;
    }
}
