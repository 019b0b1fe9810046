using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Acsa.EndToEnd.Tests;

/// <summary>DICOM TLS between the node and programs of others, with certificates from openssl.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    readonly ScratchFolder _folder = new();
    readonly int _tlsPort = Loopback.FreePort();
    Certificates _certificates = null!;

    public async Task InitializeAsync()
    {
        _certificates = await Certificates.MakeAsync(_folder.Folder("pki"));
        foreach (var name in new[] { "acsa", "us1", "pacs" }) await _certificates.IssueAsync(name);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_study_comes_by_tls_and_its_results_go_by_tls_while_the_plain_port_serves_too()
    {
        await using var scp = await StoreScp.StartAsync(_folder.Folder("scp"), TlsOf("pacs"));
        await using var node = new NodeProcess(_folder.Folder("node"), 0.5, Secured, ("scp", StoreScp.AeTitle, scp.Port));
        await StartAsync(node);
        var image = Phantoms.WriteStill(_folder, seed: 3);

        await PeerProcess.MustRunAsync("/usr/bin/echoscu", [.. TlsOf("us1"), "-aec", NodeProcess.AeTitle, "127.0.0.1", Text(_tlsPort)]);
        await PeerProcess.MustRunAsync("/usr/bin/echoscu", "-aec", NodeProcess.AeTitle, "127.0.0.1", Text(node.Port));
        await PeerProcess.MustRunAsync("/usr/bin/storescu",
            [.. TlsOf("us1"), NodeProcess.ProposalFor(image), "-R", "-aec", NodeProcess.AeTitle, "127.0.0.1", Text(_tlsPort), image]);
        await node.UntilAsync("delivered", 1, Limit);

        Assert.Contains(scp.Files(), file => DicomFile.Open(file).Dataset.GetString(DicomTag.Modality) == "SEG");
        foreach (var command in new[] { new[] { "echo", "scp" }, ["send", "scp", image] })
        {
            var (code, output) = await NodeProcess.AcsaAsync([.. command, "--config", node.Configuration]);
            Assert.True(code == 0, output);
        }

        // The same destination without TLS: the peer does not understand, and the command says so.
        Assert.Equal(1, (await NodeProcess.AcsaAsync("echo", $"{StoreScp.AeTitle}@127.0.0.1:{scp.Port}")).ExitCode);
    }

    [Fact]
    public async Task Old_versions_and_callers_without_certificate_are_refused_and_new_certificates_are_taken_up_without_a_restart()
    {
        await using var node = new NodeProcess(_folder.Folder("node"), 0.5, Secured);
        await StartAsync(node);
        string[] shown = ["-cert", _certificates.Certificate("us1"), "-key", _certificates.Key("us1")];
        foreach (var (version, accepted) in new[] { ("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true) })
        {
            var output = await ClientAsync([version, .. shown]);
            Assert.True(accepted != output.Contains("Cipher is (NONE)", StringComparison.Ordinal), $"{version}: {output}");
            if (!accepted) continue;
            Assert.Contains("Verify return code: 0 (ok)", output, StringComparison.Ordinal);
            Assert.Contains("Compression: NONE", output, StringComparison.Ordinal);
        }

        // AES in CBC mode and keys without forward secrecy are not agreed on.
        foreach (var suite in new[] { "ECDHE-RSA-AES128-SHA256", "AES128-GCM-SHA256" })
            Assert.Contains("no peer certificate available", await ClientAsync(["-tls1_2", "-cipher", suite, .. shown]),
                StringComparison.Ordinal);
        Assert.Contains("New, TLSv1.2, Cipher is ECDHE", await ClientAsync(["-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256", .. shown]),
            StringComparison.Ordinal);

        await ClientAsync(["-tls1_2"]);
        await LogsAsync(node, "no TLS, NoCertificate");
        await LogsAsync(node, "no TLS, ProtocolTooOld");

        // New files: a bad one is told and changes nothing, a good one is shown to the next caller.
        var before = await SerialAsync();
        var good = await File.ReadAllTextAsync(_certificates.Certificate("acsa"));
        await File.WriteAllTextAsync(_certificates.Certificate("acsa"), "no certificate");
        await LogsAsync(node, "cannot be used, the old ones stay: $.dicom.tls.certificate");
        Assert.Equal(before, await SerialAsync());
        await _certificates.IssueAsync("acsa");
        Assert.NotEqual(good, await File.ReadAllTextAsync(_certificates.Certificate("acsa")));
        await LogsAsync(node, "New certificates of $.dicom.tls are in use");
        Assert.NotEqual(before, await SerialAsync());
    }

    [Fact]
    public async Task Orthanc_sends_and_receives_by_tls()
    {
        await using var orthanc = await Orthanc.StartAsync(_folder.Folder("orthanc"), settings =>
        {
            settings["DicomTlsEnabled"] = true;
            settings["DicomTlsCertificate"] = _certificates.Certificate("pacs");
            settings["DicomTlsPrivateKey"] = _certificates.Key("pacs");
            settings["DicomTlsTrustedCertificates"] = _certificates.Authority;
            settings["DicomTlsRemoteCertificateRequired"] = true;
            settings["DicomModalities"] = new JsonObject
            {
                ["node"] = new JsonObject
                {
                    ["AET"] = NodeProcess.AeTitle, ["Host"] = "127.0.0.1", ["Port"] = _tlsPort, ["UseDicomTls"] = true,
                },
            };
        });
        await using var node = new NodeProcess(_folder.Folder("node"), 0.5, Secured, ("orthanc", Orthanc.AeTitle, orthanc.Port));
        await StartAsync(node);
        var image = Phantoms.WriteStill(_folder, seed: 4);

        var (code, output) = await NodeProcess.AcsaAsync("send", "orthanc", image, "--config", node.Configuration);
        Assert.True(code == 0, output);
        var instance = Assert.Single(await orthanc.IdsAsync("instances"));
        var answer = await orthanc.Rest.PostAsJsonAsync("modalities/node/store", instance);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await node.UntilAsync("delivered", 1, Limit);
        Assert.True((await orthanc.IdsAsync("instances")).Length > 1);
    }

    [Fact]
    public async Task Check_config_names_what_is_wrong_with_the_files()
    {
        await _certificates.IssueAsync("old", "-days", "-1");
        await using var node = new NodeProcess(_folder.Folder("node"), 0.5, Secured);
        var (code, output) = await NodeProcess.AcsaAsync("check-config", "--config", node.Configuration);
        Assert.True(code == 0, output);
        await ExpectsAsync(tls => tls["key"] = _certificates.Key("us1"), "$.dicom.tls.key is ",
            "expected the private key of the certificate CN=acsa");
        await ExpectsAsync(tls => tls["certificate"] = "nowhere.pem", "$.dicom.tls.certificate is ", "expected a file that can be read");
        await ExpectsAsync(tls => (tls["certificate"], tls["key"]) = (_certificates.Certificate("old"), _certificates.Key("old")),
            "$.dicom.tls.certificate is ", "expected a certificate valid now");

        async Task ExpectsAsync(Action<JsonObject> change, params string[] words)
        {
            await using var wrong = new NodeProcess(_folder.Folder("wrong"), 0.5, configuration =>
            {
                Secured(configuration);
                change(configuration["dicom"]!["tls"]!.AsObject());
            });
            var (exitCode, text) = await NodeProcess.AcsaAsync("check-config", "--config", wrong.Configuration);
            Assert.Equal(2, exitCode);
            Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task With_ipv6_the_node_is_called_by_either_address_and_a_scanners_ipv4_address_still_fits()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6) return;
        await using var node = new NodeProcess(_folder.Folder("node"), 0.5, configuration => configuration["scanners"] = new JsonArray(
            new JsonObject { ["aeTitle"] = "FOUR", ["host"] = "127.0.0.1" }, new JsonObject { ["aeTitle"] = "SIX", ["host"] = "::1" }));
        await node.StartAsync();
        await EchoAsync("FOUR", "127.0.0.1", 0);
        await EchoAsync("SIX", "[::1]", 0);
        await EchoAsync("FOUR", "[::1]", 1);
        await EchoAsync("SIX", "127.0.0.1", 1);

        async Task EchoAsync(string title, string host, int expected)
        {
            var (code, output) = await NodeProcess.AcsaAsync("echo", $"{NodeProcess.AeTitle}@{host}:{node.Port}", "--aet", title);
            Assert.True(code == expected, $"{title} from {host}: {output}");
        }
    }

    // openssl offers its old versions only at security level 0; without that it would refuse itself, and the node would not be asked.
    async Task<string> ClientAsync(string[] arguments)
    {
        var command = string.Join(' ', arguments.Select(argument => $"'{argument}'"));
        var level = arguments.Contains("-cipher") ? "" : "-cipher DEFAULT@SECLEVEL=0";
        var (_, output) = await PeerProcess.RunAsync("/bin/sh", "-c",
            $"sleep 1 | timeout 120 openssl s_client -connect 127.0.0.1:{Text(_tlsPort)} -CAfile '{_certificates.Authority}' {level} {command} 2>&1");
        return output;
    }

    async Task<string> SerialAsync()
    {
        var (_, output) = await PeerProcess.RunAsync("/bin/sh", "-c",
            $"openssl s_client -connect 127.0.0.1:{Text(_tlsPort)} -showcerts </dev/null 2>/dev/null | openssl x509 -noout -serial");
        Assert.Contains("serial=", output, StringComparison.Ordinal);
        return output;
    }

    // The plain port is open first.
    static async Task StartAsync(NodeProcess node)
    {
        await node.StartAsync();
        await LogsAsync(node, "(TLS)");
    }

    void Secured(JsonObject configuration)
    {
        configuration["dicom"]!["tls"] = new JsonObject
        {
            ["port"] = _tlsPort,
            ["certificate"] = _certificates.Certificate("acsa"),
            ["key"] = _certificates.Key("acsa"),
            ["trustedCertificates"] = new JsonArray(_certificates.Authority),
        };
        foreach (var destination in configuration["destinations"]!.AsArray())
        {
            destination!["tls"] = new JsonObject
            {
                ["trustedCertificates"] = _certificates.Authority,
                ["certificate"] = _certificates.Certificate("acsa"),
                ["key"] = _certificates.Key("acsa"),
            };
        }
    }

    string[] TlsOf(string name) => ["+tls", _certificates.Key(name), _certificates.Certificate(name), "+cf", _certificates.Authority];

    static Task LogsAsync(NodeProcess node, string text) => Until.TrueAsync(
        () => Task.FromResult(node.Output.Contains(text, StringComparison.Ordinal)), TimeSpan.FromMinutes(1), $"'{text}' in the log",
        () => node.Output);

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
