using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>A node as a process of its own, with its console on a free port of this machine.</summary>
internal sealed class ConsoleNode : IAsyncDisposable
{
    public const string AeTitle = "ACSA";
    public const string Password = "a long enough password";
    readonly string _folder;
    PeerProcess? _process;

    /// <param name="change">Alters the configuration before it is written.</param>
    public ConsoleNode(string folder, Action<JsonObject>? change = null, string scheme = "http", string host = "127.0.0.1")
    {
        (_folder, Port, WebPort) = (folder, Loopback.FreePort(), Loopback.FreePort());
        Address = new Uri($"{scheme}://127.0.0.1:{WebPort}");
        var configuration = new JsonObject
        {
            ["dicom"] = new JsonObject { ["aeTitle"] = AeTitle, ["port"] = Port, ["bind"] = "127.0.0.1" },
            ["data"] = "data",
            ["study"] = new JsonObject { ["quietSeconds"] = 0.5 },
            ["spool"] = new JsonObject { ["reserveMegabytes"] = 0 },
            ["scanners"] = new JsonArray(),
            ["destinations"] = new JsonArray(),
            ["inference"] = new JsonObject { ["provider"] = "cpu", ["gpu"] = "off" },
            ["console"] = new JsonObject { ["url"] = $"{scheme}://{host}:{WebPort}" },
        };
        change?.Invoke(configuration);
        File.WriteAllText(Configuration, "// A comment that has to stay.\n" + configuration.ToJsonString(new() { WriteIndented = true }));
    }

    public int Port { get; }
    public int WebPort { get; }
    public Uri Address { get; }
    public string Configuration => Path.Combine(_folder, "acsa.json");
    public string Output => _process?.Output ?? "";

    /// <param name="webPort">Where the console, or whoever has its port, is waited for; null = where it is configured.</param>
    public async Task StartAsync(int? webPort = null)
    {
        _process = PeerProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "acsa.dll"), "run", "--config", Configuration],
            _folder);
        await Loopback.WaitUntilListeningAsync(webPort ?? WebPort, _process);
        await Loopback.WaitUntilListeningAsync(Port, _process);
    }

    /// <summary>`acsa user add`, whose password comes from standard input.</summary>
    public async Task AddUserAsync(string name, string role, string password = Password)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "acsa.dll"), "user", "add", name, "--role", role,
            "--config", Configuration })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(password);
        process.StandardInput.Close();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    /// <summary>DCMTK's storescu under a calling title; false when the association was rejected.</summary>
    public async Task<bool> SendAsync(string callingAe, params string[] files)
    {
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/storescu",
            ["-R", "-aet", callingAe, "-aec", AeTitle, "127.0.0.1", $"{Port}", .. files]);
        Assert.True(code == 0 || output.Contains("Rejected", StringComparison.Ordinal), output);
        return code == 0;
    }

    public HttpClient Client(string? name = null, string password = Password)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        }) { BaseAddress = Address };
        if (name is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return client;
    }

    /// <summary>With a session: a password in each request costs its hash each time.</summary>
    public async Task<HttpClient> SignedInAsync(string name)
    {
        var client = Client();
        var answer = await client.GetAsync("/api/v1/session");
        var cookies = CookiesOf(answer);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(new { name, password = Password }) };
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("X-CSRF-Token", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["csrfToken"]!.GetValue<string>());
        answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Add("Cookie", $"{cookies}; {CookiesOf(answer)}");
        return client;
    }

    static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(text => text.Split(';')[0]));

    public static string[] Images(string folder, int count, ulong seed)
    {
        Phantom.PhantomSet.Write(folder, count, seed, Phantom.PhantomView.Complete, null, CancellationToken.None);
        return [.. Directory.GetFiles(folder, "*.dcm").Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
