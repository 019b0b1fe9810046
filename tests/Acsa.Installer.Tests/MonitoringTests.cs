using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Acsa.Installer.Tests;

[Collection(PackagesCollection.Name)]
public sealed class MonitoringTests(Packages packages)
{
    const string Configuration = """
        {
          "data": "/var/lib/acsa-node",
          "study": { "quietSeconds": 0.5 },
          "spool": { "reserveMegabytes": 1 },
          "scanners": [ { "aeTitle": "US1", "host": "127.0.0.1" } ],
          "destinations": [
            { "name": "pacs", "aeTitle": "STORESCP", "host": "127.0.0.1", "port": 11113 },
            { "name": "away", "aeTitle": "AWAY", "host": "127.0.0.1", "port": 9 }
          ],
          "monitoring": { "url": "http://127.0.0.1:9464" }
        }
        """;

    [Fact]
    public Task Every_alert_rule_fires_when_it_should_and_none_for_a_node_in_order() =>
        Shell.MustRunAsync($"cd '{Repository.PathOf("installers", "monitoring")}' && promtool check rules prometheus-alerts.yml && promtool test rules prometheus-alerts.test.yml",
            Shell.Patience);

    [Fact]
    public void No_alert_rule_is_without_a_try()
    {
        var rules = File.ReadAllText(Repository.PathOf("installers", "monitoring", "prometheus-alerts.yml"));
        var tries = File.ReadAllText(Repository.PathOf("installers", "monitoring", "prometheus-alerts.test.yml"));
        var names = Regex.Matches(rules, "- alert: (\\w+)").Select(match => match.Groups[1].Value).ToList();
        Assert.True(names.Count > 10);
        Assert.All(names, name => Assert.Contains($"alertname=\"{name}\"", tries, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prometheus_reads_the_node_loads_the_alerts_and_answers_every_panel_of_the_dashboard_with_its_labels()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        await machine.RunAsync("""
            mkdir /tmp/pacs && systemd-run --quiet --unit=pacs storescp +xa --fork -aet STORESCP -od /tmp/pacs 11113
            acsa phantom --out /tmp/phantoms --count 1 --seed 12
            storescu -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm
            ! echoscu -aet STRANGER -aec ACSA 127.0.0.1 11112
            """);
        await machine.UntilAsync("[ $(ls /tmp/pacs | wc -l) = 3 ]", "the results are in the PACS");
        await machine.RunAsync("curl -sf http://127.0.0.1:9464/metrics | promtool check metrics");

        await machine.RunAsync("""
            cat > /tmp/prometheus.yml <<'END'
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [ /usr/share/doc/acsa-node/examples/prometheus-alerts.yml ]
            scrape_configs: [ { job_name: acsa-node, static_configs: [ { targets: [ "127.0.0.1:9464" ] } ] } ]
            END
            promtool check config /tmp/prometheus.yml
            systemd-run --quiet --unit=prometheus-trial prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/tmp/tsdb --web.listen-address=127.0.0.1:9090
            """);
        await machine.UntilAsync(
            "curl -sf 'http://127.0.0.1:9090/api/v1/query?query=count_over_time(up\\[1m\\])' | grep -E '\"([3-9]|[0-9]{2,})\"'",
            "it has read the node",
            "journalctl --no-pager -u prometheus-trial | tail -n 20");
        await machine.UntilAsync("curl -sf http://127.0.0.1:9090/api/v1/alerts | grep AcsaDestinationAway",
            "the alert of the destination that is away",
            "curl -s http://127.0.0.1:9464/metrics | grep -E 'away|outbox'");
        // What fails for want of a label is an error of the rule, not of the node.
        Assert.DoesNotContain("\"health\":\"err\"", await machine.RunAsync("curl -sf http://127.0.0.1:9090/api/v1/rules"),
            StringComparison.Ordinal);

        var dashboard = JsonNode.Parse(await machine.RunAsync("cat /usr/share/doc/acsa-node/examples/grafana-dashboard.json"))!;
        var targets = dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).ToList();
        Assert.True(targets.Count > 15);
        foreach (var target in targets)
        {
            // Whatever value a label is asked for, it has to be there; that of a state that no study is in cannot be.
            var expression = Regex.Replace(target!["expr"]!.GetValue<string>(), "=~?\"[^\"]*\"", "=~\".+\"");
            var answer = JsonNode.Parse(
                await machine.RunAsync($"curl -sf http://127.0.0.1:9090/api/v1/query --data-urlencode 'query={expression}'"))!;
            var series = answer["data"]!["result"]!.AsArray();
            Assert.True(series.Count > 0, $"nothing answers {expression}");
            foreach (Match label in Regex.Matches(target["legendFormat"]!.GetValue<string>(), @"\{\{(\w+)\}\}"))
                Assert.All(series, one => Assert.NotNull(one!["metric"]![label.Groups[1].Value]));
        }
    }
}
