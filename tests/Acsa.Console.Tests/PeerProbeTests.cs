using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>What the console finds out about a PACS with TLS: DCMTK's storescp.</summary>
public sealed class PeerProbeTests
{
    [Fact]
    public async Task A_probe_tells_the_certificate_that_is_shown_whether_it_is_believed_and_what_is_taken()
    {
        using var folder = new ScratchFolder();
        var certificates = await Certificates.MakeAsync(folder.Folder("pki"));
        await certificates.IssueAsync("pacs");
        var others = await Certificates.MakeAsync(folder.Folder("others"));
        string[] tls = ["+tls", certificates.Key("pacs"), certificates.Certificate("pacs"), "+cf", certificates.Authority, "-ic"];
        await using var pacs = await StoreScp.StartAsync(folder.Folder("pacs"), tls);
        await using var node = new ConsoleNode(folder.Folder("node"), configuration => configuration["destinations"] = new JsonArray(
            Peer("good", pacs.Port, certificates.Authority), Peer("bad", pacs.Port, others.Authority)));
        await node.AddUserAsync("otto", "operator");
        await node.StartAsync();
        using var client = node.Client("otto");

        var good = await ProbeAsync(client, "good");
        using var shown = X509CertificateLoader.LoadCertificateFromFile(certificates.Certificate("pacs"));
        Assert.StartsWith("Tls1", good["protocol"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(shown.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
            good["thumbprint"]!.GetValue<string>());
        Assert.Equal("believed", good["trust"]!.GetValue<string>());
        Assert.All(good["classes"]!.AsArray().Where(row => row!["class"]!.GetValue<string>() is "Segmentation" or "Comprehensive 3D SR"),
            row => Assert.True(row!["isTaken"]!.GetValue<bool>(), row.ToJsonString()));
        Assert.Contains(good["classes"]!.AsArray(), row =>
            row!["class"]!.GetValue<string>() == "Storage Commitment" && !row["isTaken"]!.GetValue<bool>());

        var bad = await ProbeAsync(client, "bad");
        Assert.Equal(good["thumbprint"]!.GetValue<string>(), bad["thumbprint"]!.GetValue<string>());
        Assert.NotEqual("believed", bad["trust"]!.GetValue<string>());
        Assert.NotNull(bad["failure"]);
        Assert.Empty(bad["classes"]!.AsArray());
    }

    static JsonObject Peer(string name, int port, string authority) => new()
    {
        ["name"] = name, ["aeTitle"] = StoreScp.AeTitle, ["host"] = "127.0.0.1", ["port"] = port,
        ["tls"] = new JsonObject { ["hostName"] = "localhost", ["trustedCertificates"] = authority },
    };

    static async Task<JsonObject> ProbeAsync(HttpClient client, string name)
    {
        var answer = await client.PostAsJsonAsync($"/api/v1/peers/{name}/probe", new { });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["probe"]!.AsObject();
    }
}
