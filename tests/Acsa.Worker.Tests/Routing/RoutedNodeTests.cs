using System.Text.Json.Nodes;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Routing;

/// <summary>Rules on a whole node, and the tester on what it holds.</summary>
public sealed class RoutedNodeTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    readonly TempFolder _folder = new();

    [Fact]
    public async Task What_is_in_shadow_or_not_to_be_analysed_is_held_and_not_sent_and_the_rest_goes_where_it_should()
    {
        await using var node = await RunningNode.StartAsync(_folder, configuration =>
        {
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*" });
            configuration["destinations"] = JsonNode.Parse("""
                [ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9 }, { "name": "research", "aeTitle": "R", "host": "127.0.0.1", "port": 9 } ]
                """);
            configuration["routing"] = JsonNode.Parse("""
                [ { "name": "phantoms", "when": { "tags": { "StationName": "PHANTOM*" } }, "analyse": false },
                  { "name": "new", "when": { "callingAe": "NEW" }, "shadow": true },
                  { "name": "none", "when": { "callingAe": "TRIAL" }, "models": ["no-such-model"] },
                  { "name": "measured", "when": { "structure": "vastus-lateralis" }, "destinations": "research" } ]
                """);
        });
        await SendAsync(node, "NEW", "1.2.1");
        await SendAsync(node, "US1", "1.2.2", "PHANTOM 4");
        await SendAsync(node, "US1", "1.2.3");
        await SendAsync(node, "TRIAL", "1.2.4");
        var ledger = node.Services.GetRequiredService<SqlLedger>();
        await Until.TrueAsync(async () => (await ledger.ReportAsync(default)).Studies.Count(study => study.State == "analysed") == 4, Limit,
            "four studies", () => node.LogText);

        var report = await ledger.ReportAsync(default);
        var studies = report.Studies.ToDictionary(study => study.StudyUid);
        Assert.Contains(studies["1.2.1"].Reasons,
            reason => reason.Contains("not sent, by the routing rule \"new\"", StringComparison.Ordinal));
        Assert.Contains(studies["1.2.2"].Reasons,
            reason => reason.Contains("Not analysed, by the routing rule \"phantoms\"", StringComparison.Ordinal));
        Assert.Contains(studies["1.2.4"].Reasons,
            reason => reason.Contains("None of the models that the routing rules allow", StringComparison.Ordinal));
        Assert.Equal(["1.2.3", "1.2.4"],
            report.Findings.Where(finding => finding.StudyUid is not "1.2.1").Select(finding => finding.StudyUid).Order());
        // Results of the study in shadow are there; nothing of it waits for anybody.
        Assert.NotEmpty((await ledger.FilesAsync("1.2.1", default))!.Results);
        Assert.Empty((await ledger.FilesAsync("1.2.2", default))!.Results);
        Assert.Equal(["research"], report.Destinations.Select(to => to.Name));
        Assert.Equal((await ledger.FilesAsync("1.2.3", default))!.Results.Count
            + (await ledger.FilesAsync("1.2.4", default))!.Results.Count,
            report.Destinations[0].Pending);

        var program = Path.Combine(AppContext.BaseDirectory, "acsa.dll");
        var held = await PeerProcess.MustRunAsync("dotnet", program, "route", "1.2.3", "--config", _folder["acsa.json"]);
        Assert.Contains("yes a finding has structure \"vastus-lateralis\"", held, StringComparison.Ordinal);
        Assert.Contains("so  results go to research alone", held, StringComparison.Ordinal);
        var file = await PeerProcess.MustRunAsync("dotnet", program, "route", Image("1.2.9", "PHANTOM 1"), "--calling-ae", "NEW",
            "--config", _folder["acsa.json"], "--json");
        var rules = JsonNode.Parse(file)![0]!["rules"]!.AsArray();
        Assert.Equal([true, true, false, null], rules.Select(rule => (bool?)rule!["matches"]));
    }

    [Fact]
    public async Task What_was_in_shadow_is_sent_by_a_new_analysis_once_the_rule_is_gone_and_until_then_retry_says_that_nothing_is()
    {
        JsonObject? changed = null;
        await using var node = await RunningNode.StartAsync(_folder, configuration =>
        {
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "*" });
            configuration["destinations"] = JsonNode.Parse("""[ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9 } ]""");
            changed = configuration.DeepClone().AsObject();
            configuration["routing"] = JsonNode.Parse("""[ { "name": "new", "when": { "callingAe": "NEW" }, "shadow": true } ]""");
        });
        var ledger = node.Services.GetRequiredService<SqlLedger>();
        await SendAsync(node, "NEW", "1.2.1");
        await AnalysedAsync(1);
        Assert.Contains("1 object(s): Analysed and not sent, by the routing rule \"new\".", await RetryAsync(), StringComparison.Ordinal);
        await AnalysedAsync(2);
        Assert.Empty((await ledger.ReportAsync(default)).Destinations);

        File.WriteAllText(_folder["acsa.json"], changed!.ToJsonString());
        var live = node.Services.GetRequiredService<LiveConfiguration>();
        await Until.TrueAsync(() => Task.FromResult(live.Current.Routing.Rules.Count == 0), Limit, "the new configuration",
            () => node.LogText);
        Assert.DoesNotContain("not sent", await RetryAsync(), StringComparison.Ordinal);
        await AnalysedAsync(3);
        var sent = Assert.Single((await ledger.ReportAsync(default)).Destinations);
        Assert.Equal((await ledger.FilesAsync("1.2.1", default))!.Results.Count, sent.Pending);
        Assert.DoesNotContain((await ledger.EvidenceAsync("1.2.1", default))!.Reasons,
            reason => reason.Contains("not sent", StringComparison.Ordinal));

        Task<string> RetryAsync() => PeerProcess.MustRunAsync(
            "dotnet", Path.Combine(AppContext.BaseDirectory, "acsa.dll"), "retry", "1.2.1", "--reanalyse", "--config",
            _folder["acsa.json"]);

        Task AnalysedAsync(int run) => Until.TrueAsync(
            async () => await ledger.EvidenceAsync("1.2.1", default) is { State: "analysed" } study && study.Runs == run, Limit,
            $"run {run}", () => node.LogText);
    }

    public void Dispose() => _folder.Dispose();

    async Task SendAsync(RunningNode node, string caller, string study, string? station = null)
    {
        var answers = await new FileSender(new("ACSA", "127.0.0.1", node.Port), caller).SendAsync([Image(study, station)], null, default);
        Assert.True(answers[0].IsStored, answers[0].Words);
    }

    string Image(string study, string? station) => PhantomFile.Write(_folder, set =>
    {
        set.AddOrUpdate(DicomTag.StudyInstanceUID, study);
        set.AddOrUpdate(DicomTag.SOPInstanceUID, study + ".1");
        if (station is not null) set.AddOrUpdate(DicomTag.StationName, station);
    });
}
