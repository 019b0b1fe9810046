using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>A console that others reach: what it answers to those who are not meant.</summary>
public sealed class SecurityTests(SecuredNode secured) : IClassFixture<SecuredNode>
{
    [Fact]
    public async Task What_there_is_not_is_not_told_to_strangers()
    {
        using var nobody = secured.Node.Client();
        var answer = await nobody.GetAsync("/no-such-page");
        Assert.Equal((HttpStatusCode.SeeOther, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.StartsWith("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/assets/console.css")).StatusCode);
    }

    [Theory]
    [InlineData("vera", "GET", "/api/v1/overview", HttpStatusCode.OK)]
    [InlineData("vera", "GET", "/api/v1/log", HttpStatusCode.Forbidden)]
    [InlineData("vera", "POST", "/api/v1/studies/1.2.3/analyse", HttpStatusCode.Forbidden)]
    [InlineData("vera", "GET", "/configuration", HttpStatusCode.Forbidden)]
    [InlineData("otto", "POST", "/api/v1/studies/1.2.3/analyse", HttpStatusCode.Conflict)]
    [InlineData("otto", "GET", "/api/v1/audit", HttpStatusCode.Forbidden)]
    [InlineData("otto", "POST", "/api/v1/callers", HttpStatusCode.Forbidden)]
    [InlineData("otto", "PUT", "/api/v1/configuration", HttpStatusCode.Forbidden)]
    [InlineData("anna", "GET", "/api/v1/users", HttpStatusCode.OK)]
    public async Task Each_role_may_do_what_it_may(string name, string method, string path, HttpStatusCode expected)
    {
        using var client = secured.Node.Client(name);
        var request = new HttpRequestMessage(new(method), path);
        if (method != "GET") request.Content = JsonContent.Create(new { });
        Assert.Equal(expected, (await client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/assets/../acsa.json")]
    [InlineData("/assets/..%2f..%2facsa.json")]
    [InlineData("/assets/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/v1/configuration/history/..%2f..%2facsa")]
    [InlineData("/api/v1/configuration/history/20260101T000000000Z-..%2f..%2facsa")]
    [InlineData("/api/v1/studies/..%2f..%2f..%2fetc/images/passwd/1/picture")]
    [InlineData("/api/v1/studies/1.2/images/..%2F..%2Facsa.json/1/picture")]
    [InlineData("/studies/..%5c..%5cacsa.json")]
    public async Task A_path_that_leads_elsewhere_finds_nothing(string path)
    {
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {Basic("anna")}\r\nConnection: close\r\n\r\n");
        Assert.Matches(@"^HTTP/1\.1 4\d\d", answer);
        Assert.DoesNotContain("quietSeconds", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_needs_the_token_and_no_sign_of_another_site()
    {
        using var client = secured.Node.Client();
        var (cookies, token) = await BeginAsync(client);
        var signIn = await PostAsync(client, "/api/v1/session", new { name = "anna", password = ConsoleNode.Password }, cookies, token);
        Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("__Host-acsa=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        cookies += "; " + cookie.Split(';')[0];
        token = JsonNode.Parse(await (await GetAsync(client, "/api/v1/session", cookies))
            .Content.ReadAsStringAsync())!["csrfToken"]!.GetValue<string>();

        const string Path = "/api/v1/studies/1.2.3/analyse";
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, Path, new { }, cookies, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, Path, new { }, cookies, "made up")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, Path, new { }, cookies, token, ("Sec-Fetch-Site", "cross-site")))
            .StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await PostAsync(client, Path, new { }, cookies, token, ("Origin", "https://elsewhere.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(client, Path, new { }, cookies, token)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, HttpMethod.Delete, "/api/v1/session", new { }, cookies, token))
            .StatusCode);
        // The old cookie is worth nothing.
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, "/api/v1/overview", cookies)).StatusCode);
    }

    [Fact]
    public async Task A_password_in_each_request_cannot_be_used_by_a_page_of_another_site()
    {
        using var client = secured.Node.Client("anna");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/studies/1.2.3/analyse");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"aeTitle":7,"host":"*"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"aeTitle":"US1","host":"*","more":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"aeTitle":"A TITLE THAT IS TOO LONG","host":"*"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"aeTitle":"US1\" } ], \"x\": [ {","host":"*"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"aeTitle":"US1","host":"10.0.0.256"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"host":"*"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task A_malformed_request_is_refused_and_changes_nothing(string body, HttpStatusCode expected)
    {
        var before = await File.ReadAllTextAsync(secured.Node.Configuration);
        using var client = secured.Node.Client("anna");
        var answer = await client.PostAsync("/api/v1/callers", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain(" at Acsa", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(secured.Node.Configuration));
    }

    [Fact]
    public async Task A_form_is_not_taken_for_json()
    {
        using var client = secured.Node.Client("anna");
        var answer = await client.PostAsync("/api/v1/callers", new StringContent("""{"aeTitle":"US1","host":"*"}""", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Oversized_requests_are_refused()
    {
        using var client = secured.Node.Client("anna");
        var text = new StringContent("{\"text\":\"" + new string('x', 3 << 20) + "\"}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/api/v1/configuration/check", text)).StatusCode);
        Assert.StartsWith("HTTP/1.1 414", await RawAsync($"GET /{new string('x', 8192)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await RawAsync($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {new string('x', 32768)}\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await RawAsync("NONSENSE\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_it()
    {
        using var client = secured.Node.Client("anna");
        foreach (var path in new[] { "/", "/sign-in", "/api/v1/overview", "/no-such-page" })
        {
            var headers = (await client.GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(headers.CacheControl!.NoStore);
            Assert.Contains("max-age=31536000", headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task The_header_of_a_proxy_that_is_not_configured_says_nothing()
    {
        using var client = secured.Node.Client();
        client.DefaultRequestHeaders.Add("X-Remote-User", "anna");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/overview")).StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed_or_demoted()
    {
        using var client = secured.Node.Client("anna");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.DeleteAsync("/api/v1/users/anna")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsJsonAsync("/api/v1/users/anna", new { role = "viewer" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await client.PutAsJsonAsync("/api/v1/users/eva", new { role = "viewer", password = "short" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK,
            (await client.PutAsJsonAsync("/api/v1/users/eva", new { role = "viewer", password = ConsoleNode.Password })).StatusCode);
        using var eva = secured.Node.Client("eva");
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync("/api/v1/overview")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync("/api/v1/users/eva")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await eva.GetAsync("/api/v1/overview")).StatusCode);
        Assert.DoesNotContain(ConsoleNode.Password, await File.ReadAllTextAsync(secured.Users), StringComparison.Ordinal);
    }

    static async Task<(string Cookies, string Token)> BeginAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/api/v1/session");
        var cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(text => text.Split(';')[0]));
        return (cookies, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["csrfToken"]!.GetValue<string>());
    }

    static Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string cookies) =>
        client.SendAsync(new(HttpMethod.Get, path) { Headers = { { "Cookie", cookies } } });

    static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, object body, string cookies, string? token, params (string Name, string Value)[] headers) =>
        SendAsync(client, HttpMethod.Post, path, body, cookies, token, headers);

    static Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, object body, string cookies, string? token,
            params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body), Headers = { { "Cookie", cookies } } };
        if (token is not null) request.Headers.Add("X-CSRF-Token", token);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return client.SendAsync(request);
    }

    static string Basic(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{ConsoleNode.Password}"));

    // What an HTTP client would put right before it sends it.
    async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, secured.Node.WebPort);
        await using var stream = new System.Net.Security.SslStream(socket.GetStream(), false, (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync("127.0.0.1");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            // Closed with some of the request unread: the answer came before.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
