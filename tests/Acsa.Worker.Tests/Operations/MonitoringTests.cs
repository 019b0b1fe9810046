using System.Text.RegularExpressions;
using Acsa.Worker.Hosting;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Operations;

public sealed class MonitoringTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task A_node_in_order_is_live_and_ready_with_each_dependency_named()
    {
        await using var node = await RunningNode.StartAsync(_folder);
        Assert.Equal((200, "pass"), (await node.HealthAsync("/health/live")) is var live ? (live.Http, live.Status) : default);
        var ready = await node.HealthAsync("/health/ready");
        Assert.Equal((200, "pass"), (ready.Http, ready.Status));
        Assert.Equal(["configuration", "disk", "ledger", "listener", "models", "stages", "watchdog"], ready.Checks.Keys.Order());
    }

    [Fact]
    public async Task Without_a_port_or_a_model_a_node_is_live_and_not_ready()
    {
        Directory.CreateDirectory(_folder["none"]);
        await using var node = await RunningNode.StartAsync(_folder, configuration => configuration["models"] = "none");
        node.Services.GetRequiredService<NodePorts>().Dispose();
        var ready = await node.HealthAsync("/health/ready");
        Assert.Equal((503, "fail", "fail", "fail", "pass"),
            (ready.Http, ready.Status, ready.Checks["listener"], ready.Checks["models"], ready.Checks["ledger"]));
        Assert.Equal(200, (await node.HealthAsync("/health/live")).Http);
    }

    [Fact]
    public async Task A_disk_under_its_reserve_and_a_bad_configuration_file_are_told_apart()
    {
        await using var node =
            await RunningNode.StartAsync(_folder, configuration => configuration["spool"]!["reserveMegabytes"] = 900_000_000);
        File.WriteAllText(_folder["acsa.json"], "{ no");
        await Until.TrueAsync(async () => (await node.HealthAsync("/health/ready")).Checks["configuration"] == "warn",
            TimeSpan.FromSeconds(60), "the warning");
        var ready = await node.HealthAsync("/health/ready");
        Assert.Equal((503, "fail", "warn"), (ready.Http, ready.Checks["disk"], ready.Checks["configuration"]));
    }

    [Fact]
    public async Task Metrics_are_well_formed_and_each_is_explained_in_the_documentation()
    {
        await using var node =
            await RunningNode.StartAsync(_folder, configuration => configuration["destinations"] = System.Text.Json.Nodes.JsonNode.Parse(
            """[ { "name": "pa\u0063s", "aeTitle": "PACS", "host": "127.0.0.1" } ]"""));
        var text = await node.Http.GetStringAsync("/metrics");
        var described = new HashSet<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal)) Assert.True(described.Add(line.Split(' ')[2]), $"twice: {line}");
            if (line.StartsWith('#')) continue;
            var match = Regex.Match(line,
                """^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z_]+="(?:[^"\\]|\\.)*"(?:,[a-z_]+="(?:[^"\\]|\\.)*")*\})? (\S+)$""");
            Assert.True(match.Success, line);
            Assert.Contains(Regex.Replace(match.Groups[1].Value, "_(bucket|sum|count)$", ""), described);
            Assert.True(double.TryParse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture, out _), line);
        }

        var documentation = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.All(described, name => Assert.Contains($"`{name}", documentation, StringComparison.Ordinal));
        Assert.Contains("acsa_ready 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_asks_for_nothing_that_the_node_does_not_say()
    {
        var dashboard = File.ReadAllText(Path.Combine(Repository.Root, "installers", "monitoring", "grafana-dashboard.json"));
        var documentation = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var asked = Regex.Matches(dashboard, @"\b(?:acsa|process|dotnet)_[a-z_]+")
            .Select(match => Regex.Replace(match.Value, "_(bucket|sum|count)$", "")).Distinct().ToList();
        Assert.True(asked.Count > 10);
        Assert.All(asked, name => Assert.Contains($"`{name}", documentation, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
