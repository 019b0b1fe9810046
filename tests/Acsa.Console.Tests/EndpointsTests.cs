using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>What holds of every endpoint that there is, by the application's own routing table.</summary>
public sealed class EndpointsTests(SecuredNode secured) : IClassFixture<SecuredNode>
{
    static readonly Lazy<IReadOnlyList<RoutingTable.Entry>> Table = new(RoutingTable.Read);

    // Whoever wants to add to these has to think about it.
    static readonly string[] Open =
    [
        "DELETE /api/v1/session", "GET /api/v1/session", "GET /assets/console.css", "GET /assets/console.js", "GET /assets/icon.svg", "GET /health/live",
        "GET /health/ready", "GET /sign-in", "POST /api/v1/session", "POST /sign-in", "POST /sign-out",
    ];

    [Fact]
    public void Every_endpoint_says_which_role_it_takes_and_only_signing_in_takes_none()
    {
        Assert.True(Table.Value.Count > 45, $"only {Table.Value.Count} endpoints");
        Assert.DoesNotContain(Table.Value, entry => entry.Role is null);
        Assert.Equal(Open, Table.Value.Where(entry => entry.Role == "none").Select(entry => $"{entry.Method} {entry.Pattern}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_endpoint_answers_without_sign_in_when_the_console_is_bound_beyond_this_machine()
    {
        using var nobody = secured.Node.Client();
        var asked = 0;
        foreach (var entry in Table.Value.Where(entry => entry.Role != "none"))
        {
            foreach (var method in entry.Method == "GET" ? new[] { "GET", "HEAD" } : [entry.Method])
            {
                var request = new HttpRequestMessage(new(method), entry.Path);
                if (entry.Method != "GET") request.Content = JsonContent.Create(new { });
                var answer = await nobody.SendAsync(request);
                var body = await answer.Content.ReadAsStringAsync();
                // A page leads to the sign-in page; what is no page is refused. HEAD of it may be unknown to the endpoint: then it is no page of anybody.
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.SeeOther, $"{method} {entry.Path}: {answer.StatusCode}");
                Assert.True(body is "" or """{"error":"Sign in first."}""", $"{method} {entry.Path}: {body}");
                asked++;
            }
        }

        Assert.True(asked >= Table.Value.Count - Open.Length, $"only {asked} requests");
    }

    [Fact]
    public async Task No_viewer_or_operator_passes_an_endpoint_that_takes_more()
    {
        foreach (var (user, may) in new[] { ("vera", new[] { "none", "viewer" }), ("otto", ["none", "viewer", "operator"]) })
        {
            using var client = await secured.Node.SignedInAsync(user);
            foreach (var entry in Table.Value.Where(entry => !may.Contains(entry.Role)))
            {
                var request = new HttpRequestMessage(new(entry.Method), entry.Path);
                if (entry.Method != "GET") request.Content = JsonContent.Create(new { });
                var answer = await client.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{user}: {entry.Method} {entry.Path}: {answer.StatusCode}");
                Assert.Contains($"This takes the role {entry.Role}.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_changes_something_refuses_every_request_without_a_token()
    {
        using var client = secured.Node.Client();
        foreach (var entry in Table.Value.Where(entry => entry is { Method: not "GET" } && entry.Pattern != "/sign-out"))
        {
            var request = new HttpRequestMessage(new(entry.Method), entry.Path) { Content = JsonContent.Create(new { }) };
            var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{entry.Method} {entry.Path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_openapi_document_has_every_operation_and_no_other_and_is_valid()
    {
        using var client = secured.Node.Client("vera");
        var text = await client.GetStringAsync("/api/v1/openapi.json");
        var document = JsonNode.Parse(text)!;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key} {operation.Value!["x-role"]!.GetValue<string>()}"));
        var there = Table.Value.Where(entry => entry.Pattern.StartsWith("/api/", StringComparison.Ordinal)).Select(entry => $"{entry.Method} {entry.Template} {entry.Role}");
        Assert.Equal(there.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        var ids = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => one.Value!["operationId"]!.GetValue<string>())).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(["state", "limit", "find"], document["paths"]!["/api/v1/studies"]!["get"]!["parameters"]!.AsArray()
            .Where(one => one!["in"]!.GetValue<string>() == "query").Select(one => one!["name"]!.GetValue<string>()));

        using var folder = new ScratchFolder();
        var (code, output) = await ValidateAsync(folder, text);
        Assert.True(code == 0, output);
        // And the check can fail.
        document["paths"]!["/api/v1/studies/{uid}"]!["get"]!.AsObject().Remove("responses");
        document["paths"]!["/api/v1/peers"]!["get"]!["parameters"] = new JsonArray(new JsonObject { ["name"] = "x", ["in"] = "nowhere" });
        Assert.NotEqual(0, (await ValidateAsync(folder, document.ToJsonString())).Code);
    }

    static async Task<(int Code, string Output)> ValidateAsync(ScratchFolder folder, string document)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "openapi");
        if (!Directory.Exists(Path.Combine(tool, "node_modules", "@seriousme"))) await PeerProcess.MustRunAsync(
            "/usr/bin/env", "npm", "ci", "--prefix", tool, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        var file = folder.File("openapi.json");
        await File.WriteAllTextAsync(file, document);
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/env", "node", Path.Combine(tool, "validate.mjs"), file);
        return (code, output);
    }
}
