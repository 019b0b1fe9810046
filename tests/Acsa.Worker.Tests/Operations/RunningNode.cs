using System.Text.Json;
using System.Text.Json.Nodes;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Operations;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tests.Operations;

/// <summary>A whole node within the test's process, with its monitoring address.</summary>
sealed class RunningNode : IAsyncDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    readonly IHost _host;

    RunningNode(IHost host) => _host = host;

    public HttpClient Http { get; } = new() { Timeout = Limit };

    public IServiceProvider Services => _host.Services;

    public int Port => Services.GetServices<IHostedService>().OfType<NodeService>().Single().Port;

    public static async Task<RunningNode> StartAsync(TempFolder folder, Action<JsonObject>? change = null)
    {
        var configuration = new JsonObject
        {
            ["dicom"] = new JsonObject { ["port"] = 0, ["bind"] = "127.0.0.1" }, ["data"] = "data",
            ["study"] = new JsonObject { ["quietSeconds"] = 0.5 }, ["spool"] = new JsonObject { ["reserveMegabytes"] = 0 },
            ["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "US1" }),
            ["inference"] = new JsonObject { ["provider"] = "cpu", ["gpu"] = "off" },
            ["console"] = new JsonObject { ["serve"] = false },
            ["monitoring"] = new JsonObject { ["url"] = "http://127.0.0.1:0" },
        };
        change?.Invoke(configuration);
        File.WriteAllText(folder["acsa.json"], configuration.ToJsonString());
        var node = new RunningNode(NodeHost.Build(ConfigurationFile.Read(folder["acsa.json"]), _ => { }, folder["acsa.json"]));
        try
        {
            await node._host.StartAsync();
            var server = node.Services.GetServices<IHostedService>().OfType<MonitoringServer>().Single();
            if (configuration.ContainsKey("monitoring"))
                await Until.TrueAsync(() => Task.FromResult(server.Address is not null), Limit, "health and metrics", () => node.LogText);
            node.Http.BaseAddress = server.Address;
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public string LogText =>
        string.Join('\n', Services.GetRequiredService<RecentLog>().Last(LogLevel.Information, 2000).Select(line => line.Text));

    /// <summary>The status of a path, the document's own status, and that of each check.</summary>
    public async Task<(int Http, string Status, Dictionary<string, string> Checks)> HealthAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, document.RootElement.GetProperty("status").GetString()!,
            document.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
                check => check.GetProperty("name").GetString()!, check => check.GetProperty("status").GetString()!));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var limit = new CancellationTokenSource(Limit);
        await _host.StopAsync(limit.Token);
        _host.Dispose();
    }
}
