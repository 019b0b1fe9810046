using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>TLS as openssl sees it, and the ways of being let in that have a node of their own.</summary>
public sealed class TransportTests(SecuredNode secured) : IClassFixture<SecuredNode>
{
    [Theory]
    [InlineData("-tls1_2", true)]
    [InlineData("-tls1_3", true)]
    [InlineData("-tls1_1", false)]
    [InlineData("-tls1", false)]
    public async Task Speaks_tls_of_today_alone(string version, bool isTaken)
    {
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/env", "sh", "-c",
            $"echo | timeout 20 openssl s_client -connect 127.0.0.1:{secured.Node.WebPort} {version} -cipher ALL:@SECLEVEL=0 -CAfile {secured.Authority} -verify_return_error");
        Assert.True(isTaken == (code == 0), output);
        if (isTaken) Assert.Contains("Verify return code: 0 (ok)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES128-SHA")]
    [InlineData("AES256-GCM-SHA384")]
    [InlineData("ECDHE-RSA-AES128-SHA")]
    [InlineData("ECDHE-RSA-AES256-SHA384")]
    public async Task Refuses_suites_without_forward_secrecy_or_authenticated_encryption(string suite)
    {
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/env", "sh", "-c",
            $"echo | timeout 20 openssl s_client -connect 127.0.0.1:{secured.Node.WebPort} -tls1_2 -cipher {suite}:@SECLEVEL=0");
        Assert.True(code != 0, output);
    }

    [Fact]
    public async Task Failed_sign_ins_are_slowed_down_and_counted_by_address()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder);
        await node.AddUserAsync("anna", "administrator");
        await node.StartAsync();
        using var guesser = node.Client("anna", "a wrong password");
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/api/v1/overview")).StatusCode);
        using var client = node.Client();
        var session = await client.GetAsync("/api/v1/session");
        var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/v1/session") { Content = JsonContent.Create(new { name = "anna", password = ConsoleNode.Password }) };
        request.Headers.Add("Cookie", string.Join("; ", session.Headers.GetValues("Set-Cookie").Select(text => text.Split(';')[0])));
        request.Headers.Add("X-CSRF-Token", JsonNode.Parse(await session.Content.ReadAsStringAsync())!["csrfToken"]!.GetValue<string>());
        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode); // Even with the right password.
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Guesses_that_come_all_at_once_are_no_more_than_those_that_come_one_by_one()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder);
        await node.AddUserAsync("anna", "administrator");
        await node.StartAsync();
        using var guesser = node.Client("anna", "a wrong password");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => guesser.GetAsync("/api/v1/overview")));
        var trail = Directory.GetFiles(Path.Combine(folder, "data", "audit"), "*.jsonl").SelectMany(File.ReadAllLines).ToList();
        // Those beyond the limit have not been looked at; one may be under way beside the last that counts.
        Assert.InRange(trail.Count(line => line.Contains("\"with each request\"", StringComparison.Ordinal)), 10, 11);
        Assert.Contains(trail, line => line.Contains("too many failed attempts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_this_machine_without_users_no_sign_in_is_asked_and_another_host_name_is_refused()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder);
        await node.StartAsync();
        using var client = node.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        client.DefaultRequestHeaders.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await client.GetAsync("/")).StatusCode);
        client.DefaultRequestHeaders.Host = null;
        var answer = await client.PostAsJsonAsync("/api/v1/callers", new { aeTitle = "US1", host = "*" });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode); // A page of another site cannot do what its visitor may.
        Assert.DoesNotContain("US1", await File.ReadAllTextAsync(node.Configuration), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reverse_proxy_says_who_somebody_is_and_nobody_else_does()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder, configuration => configuration["console"]!["proxy"] = new JsonObject
        {
            ["header"] = "X-Remote-User", ["from"] = "127.0.0.1", ["role"] = "viewer",
        });
        await node.StartAsync();
        using var client = node.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/overview")).StatusCode);
        client.DefaultRequestHeaders.Add("X-Remote-User", "somebody@hospital.example");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/overview")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/configuration")).StatusCode);

        await using var other = new ConsoleNode(folder.Folder("other"), configuration => configuration["console"]!["proxy"] = new JsonObject
        {
            ["header"] = "X-Remote-User", ["from"] = "10.9.9.9", ["role"] = "administrator",
        });
        await other.StartAsync();
        using var pretender = other.Client();
        pretender.DefaultRequestHeaders.Add("X-Remote-User", "anna");
        Assert.Equal(HttpStatusCode.Forbidden, (await pretender.GetAsync("/api/v1/overview")).StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_does_not_keep_the_node_from_receiving()
    {
        using var folder = new ScratchFolder();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var node = new ConsoleNode(folder, configuration =>
        {
            configuration["console"]!["url"] = $"http://127.0.0.1:{port}";
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "US1" });
        });
        await node.StartAsync(port);
        Assert.True(await node.SendAsync("US1", ConsoleNode.Images(folder.Folder("images"), 1, seed: 12)));
        await Until.TrueAsync(() => Task.FromResult(node.Output.Contains("The console cannot be served", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), "the log says so", () => node.Output);
    }
}
