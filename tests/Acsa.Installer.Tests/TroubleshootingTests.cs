namespace Acsa.Installer.Tests;

/// <summary>Symptoms of the operator's guide, brought about: what is seen is what the guide says, and its cure helps.</summary>
[Collection(PackagesCollection.Name)]
public sealed class TroubleshootingTests(Packages packages)
{
    const string Configuration = """
        {
          "data": "/var/lib/acsa-node",
          "study": { "quietSeconds": 0.5 },
          "spool": { "reserveMegabytes": 900000000 },
          "scanners": [ { "aeTitle": "US1", "host": "127.0.0.1" } ],
          "destinations": [ { "name": "away", "aeTitle": "AWAY", "host": "127.0.0.1", "port": 9 } ]
        }
        """;

    static readonly string Guide = File.ReadAllText(Repository.PathOf("docs", "operators-guide.md")).Split("\n## Troubleshooting")[1];

    [Fact]
    public async Task Who_is_refused_a_disk_without_room_and_a_pacs_that_is_away_are_seen_where_the_guide_says()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync();
        await machine.UntilAsync("ss -Hltn | grep -q :11112", "it listens");
        var (refused, said) = await machine.TryAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 11112");
        Assert.NotEqual(0, refused);
        Assert.Contains(Told("Calling AE title not recognized"), said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"{Told("Refused a call from")} 127.0.0.1: US1 to ACSA", await machine.RunAsync("journalctl --no-pager -u acsa-node -o cat"), StringComparison.Ordinal);

        await machine.RunAsync($"cat > /etc/acsa-node/acsa.json <<'END'\n{Configuration}\nEND\nsystemctl restart acsa-node");
        await machine.RunAsync("acsa phantom --out /tmp/phantoms --count 1 --seed 12");
        Told("0xA700");
        Assert.Contains("Refused: OutOfResources", (await machine.TryAsync("storescu -v -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm")).Output, StringComparison.Ordinal);
        await machine.RunAsync("sed -i 's/900000000/1/' /etc/acsa-node/acsa.json && systemctl restart acsa-node");
        await machine.RunAsync("storescu -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm");

        Told("acsa echo NAME");
        await machine.UntilAsync("COLUMNS=300 acsa status | grep 'not reachable'", "the trouble with the destination");
        var (away, echo) = await machine.TryAsync("acsa echo away");
        Assert.Equal(1, away);
        Assert.Contains("Cannot connect to 127.0.0.1:9", echo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_node_on_the_same_data_and_data_that_may_not_be_written_are_named_and_the_drop_in_helps()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        var (second, said) = await machine.TryAsync(
            "setpriv --reuid acsa-node --regid acsa-node --clear-groups env ACSA__dicom__port=11999 /usr/lib/acsa-node/acsa run --config /etc/acsa-node/acsa.json");
        Assert.Equal(1, second);
        Assert.Contains($"/var/lib/acsa-node {Told("is in use by another running node")}", said, StringComparison.Ordinal);

        await machine.RunAsync("install -d -o acsa-node -g acsa-node -m 0750 /srv/acsa && sed -i 's#/var/lib/acsa-node#/srv/acsa#' /etc/acsa-node/acsa.json && acsa check-config");
        Assert.NotEqual(0, (await machine.TryAsync("systemctl restart acsa-node")).ExitCode);
        Assert.Contains($"acsa: {Told("Read-only file system")} : '/srv/acsa", await machine.RunAsync("journalctl --no-pager -u acsa-node -p err -o cat"), StringComparison.Ordinal);
        Told("ReadWritePaths");
        await machine.RunAsync("""
            mkdir -p /etc/systemd/system/acsa-node.service.d && printf '[Service]\nReadWritePaths=/srv/acsa\n' > /etc/systemd/system/acsa-node.service.d/override.conf
            systemctl daemon-reload && systemctl reset-failed acsa-node && systemctl restart acsa-node
            echoscu -aet US1 -aec ACSA 127.0.0.1 11112 && ls /srv/acsa/ledger.sqlite
            """);
    }

    // The guide's own words.
    static string Told(string words)
    {
        Assert.Contains(words, Guide, StringComparison.Ordinal);
        return words;
    }
}
