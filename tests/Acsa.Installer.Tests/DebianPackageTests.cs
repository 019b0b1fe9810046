using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Acsa.Installer.Tests;

[Collection(PackagesCollection.Name)]
public sealed class DebianPackageTests(Packages packages)
{
    const string Configuration = """
        {
          "data": "/var/lib/acsa-node", // as it was
          "study": { "quietSeconds": 0.5 },
          "spool": { "reserveMegabytes": 0 },
          "scanners": [ { "aeTitle": "US1", "host": "127.0.0.1" } ]
        }
        """;

    [Fact]
    public async Task The_operators_guide_leads_from_the_package_to_results_in_the_pacs()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        var output = await machine.RunAsync(GuideSteps.Below("## First study, on one machine"));

        Assert.Contains("2 delivered", output, StringComparison.Ordinal);
        Assert.EndsWith("200", output.TrimEnd(), StringComparison.Ordinal); // the console
        var stored = JsonNode.Parse(output[output.LastIndexOf('{')..output.LastIndexOf('}')] + "}")!;
        Assert.Equal(6, stored["CountInstances"]!.GetValue<int>());
        Assert.Equal(2, stored["CountStudies"]!.GetValue<int>());
        var modalities = await machine.RunAsync(
            "curl -s 'http://127.0.0.1:8042/series?expand' | grep -o '\"Modality\" : \"[A-Z]*\"' | sort | uniq -c");
        Assert.Equal(["2 SEG", "2 SR", "2 US"],
            Regex.Matches(modalities, "([0-9]+) \"Modality\" : \"([A-Z]+)\"").Select(match => $"{match.Groups[1]} {match.Groups[2]}"));
        // And the right ones: a package without its model or its codecs would not give these areas.
        var truth = JsonNode.Parse(await machine.RunAsync("cat /tmp/phantoms/truth.json"))!["phantoms"]!.AsArray();
        var status = JsonNode.Parse(await machine.RunAsync("acsa status --json"))!;
        var measured = status["results"]!.AsArray().Select(result => result!["result"]!["areaCm2"]!.GetValue<double>()).ToList();
        Assert.All(truth.Select(phantom => phantom!["areaCm2"]!.GetValue<double>()),
            area => Assert.Contains(measured, value => Math.Abs(value / area - 1) < 0.1));
    }

    [Fact]
    public async Task The_service_runs_as_its_own_user_confined_and_with_room_for_many_connections()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync();
        var status = await machine.RunAsync("cat /proc/$(systemctl show -p MainPID --value acsa-node)/status");
        var account = (await machine.RunAsync("id -u acsa-node")).Trim();
        Assert.Contains($"Uid:\t{account}\t{account}", status, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
        Assert.Contains("CapBnd:\t0000000000000400", status, StringComparison.Ordinal); // CAP_NET_BIND_SERVICE alone

        // It has nothing to write but its data folder, and nobody else reads that.
        var service = "nsenter -m -r -S $(id -u acsa-node) -G $(id -g acsa-node) -t $(systemctl show -p MainPID --value acsa-node)";
        await machine.RunAsync($"{service} touch /var/lib/acsa-node/written && rm /var/lib/acsa-node/written");
        foreach (var place in new[] { "/etc", "/etc/acsa-node/tls", "/usr/lib/acsa-node", "/var/log", "/home", "/root" })
            Assert.NotEqual(0, (await machine.TryAsync($"{service} touch {place}/written")).ExitCode);
        Assert.NotEqual(0, (await machine.TryAsync("setpriv --reuid nobody --clear-groups ls /var/lib/acsa-node")).ExitCode);
        Assert.NotEqual(0, (await machine.TryAsync("setpriv --reuid nobody --clear-groups cat /etc/acsa-node/acsa.json")).ExitCode);

        var limit = Regex.Match(await machine.RunAsync("cat /proc/$(systemctl show -p MainPID --value acsa-node)/limits"),
            "Max open files +([0-9]+)");
        Assert.True(int.Parse(limit.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > 4096, limit.Value);
    }

    [Fact]
    public async Task Port_104_can_be_served_without_root()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration.Replace("\"study\"", "\"dicom\": { \"port\": 104 }, \"study\"", StringComparison.Ordinal));
        await machine.RunAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 104");
    }

    [Fact]
    public async Task A_service_that_dies_comes_back_and_one_with_a_wrong_configuration_does_not_try_again()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        var first = (await machine.RunAsync("systemctl show -p MainPID --value acsa-node")).Trim();
        await machine.RunAsync($"kill -KILL {first}");
        await machine.UntilAsync(
            $"systemctl is-active acsa-node && [ \"$(systemctl show -p MainPID --value acsa-node)\" != {first} ] && echoscu -aet US1 -aec ACSA 127.0.0.1 11112",
            "the service is back");

        await machine.RunAsync("sed -i 's/quietSeconds\": 0.5/quietSeconds\": \"soon\"/' /etc/acsa-node/acsa.json");
        var (code, _) = await machine.TryAsync("systemctl restart acsa-node");
        Assert.NotEqual(0, code);
        Assert.Equal("failed", (await machine.TryAsync("systemctl is-failed acsa-node")).Output.Trim());
        Assert.Equal("2", (await machine.RunAsync("systemctl show -p ExecMainStatus --value acsa-node")).Trim());
        var log = await machine.RunAsync("journalctl --no-pager -u acsa-node -p err -o cat");
        Assert.Contains("$.study.quietSeconds", log, StringComparison.Ordinal);
        Assert.Contains("soon", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_keeps_the_configuration_and_what_was_received_and_the_service_goes_on()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        await machine.RunAsync("""
            acsa phantom --out /tmp/phantoms --count 1 --seed 12
            storescu -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm
            until acsa status --unfinished; do sleep 0.2; done
            mkdir /tmp/next && dpkg-deb -R acsa-node_*_amd64.deb /tmp/next && mkdir /tmp/made
            sed -i 's/^Version: .*/Version: 99.0/' /tmp/next/DEBIAN/control
            dpkg-deb --root-owner-group -Znone -b /tmp/next /tmp/made/acsa-node_99.0_amd64.deb
            """);
        var before = await machine.RunAsync(
            "sha256sum /etc/acsa-node/acsa.json; stat -c '%U:%G %a' /etc/acsa-node/acsa.json; acsa studies");

        await machine.RunAsync("apt-get install -y /tmp/made/acsa-node_99.0_amd64.deb");

        Assert.Contains("99.0", await machine.RunAsync("dpkg-query -W acsa-node"), StringComparison.Ordinal);
        Assert.Equal(before,
            await machine.RunAsync("sha256sum /etc/acsa-node/acsa.json; stat -c '%U:%G %a' /etc/acsa-node/acsa.json; acsa studies"));
        Assert.Contains("1 ", before, StringComparison.Ordinal);
        Assert.Contains("root:acsa-node 640", before, StringComparison.Ordinal);
        await machine.RunAsync("systemctl is-active acsa-node && echoscu -aet US1 -aec ACSA 127.0.0.1 11112");
    }

    [Fact]
    public async Task A_copy_of_the_ledger_made_and_restored_by_the_guide_holds_the_studies_and_the_service_works_on_it()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        await machine.RunAsync("""
            acsa phantom --out /tmp/phantoms --count 2 --seed 12
            storescu -aet US1 -aec ACSA 127.0.0.1 11112 "$(ls /tmp/phantoms/*.dcm | head -n 1)"
            until acsa status --unfinished; do sleep 0.2; done
            """);
        var before = await machine.RunAsync("acsa studies");

        await machine.RunAsync(GuideSteps.Below("## Backup and restore"));

        Assert.Equal(before, await machine.RunAsync("acsa studies"));
        await machine.RunAsync("""
            storescu -aet US1 -aec ACSA 127.0.0.1 11112 "$(ls /tmp/phantoms/*.dcm | tail -n 1)"
            until acsa status --unfinished; do sleep 0.2; done
            """);
        Assert.NotEqual(before, await machine.RunAsync("acsa studies"));
    }

    [Fact]
    public async Task The_console_answers_on_this_machine_alone_and_its_changes_reach_the_configuration()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync(Configuration);
        await machine.UntilAsync("curl -sf -o /dev/null http://127.0.0.1:8104/", "the console answers");
        Assert.DoesNotContain("0.0.0.0:8104", await machine.RunAsync("ss -Hltn"), StringComparison.Ordinal);

        // An account made by root is the service's to read.
        await machine.RunAsync("echo 'a long enough password' | acsa user add anna --role administrator");
        await machine.RunAsync("""
            cat > /tmp/change.py <<'END'
            import base64, json, urllib.request

            def call(method, body=None):
                request = urllib.request.Request("http://127.0.0.1:8104/api/v1/configuration", json.dumps(body).encode() if body else None, method=method)
                request.add_header("Authorization", "Basic " + base64.b64encode(b"anna:a long enough password").decode())
                request.add_header("Content-Type", "application/json")
                with urllib.request.urlopen(request) as answer:
                    return json.load(answer)

            now = call("GET")
            print(call("PUT", {"text": now["text"].replace("US1", "US2"), "basedOn": now["version"]})["message"])
            END
            python3 /tmp/change.py
            """);
        Assert.Contains("US2", await machine.RunAsync("cat /etc/acsa-node/acsa.json"), StringComparison.Ordinal);
        await machine.UntilAsync("echoscu -aet US2 -aec ACSA 127.0.0.1 11112", "the new scanner is admitted");
        await machine.RunAsync("acsa check-config && systemctl restart acsa-node");
    }

    [Fact]
    public async Task A_purge_leaves_nothing_behind()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        // What dpkg, apt and systemd write in any case.
        await machine.RunAsync("apt-get install -y ./acsa-node_*_amd64.deb && apt-get purge -y acsa-node");
        var accounts = await machine.RunAsync(
            "cat /etc/passwd /etc/group; ls /etc/systemd/system /etc/systemd/system/multi-user.target.wants");
        var traces = await machine.TracesAsync();

        await machine.InstallAsync(Configuration);
        await machine.RunAsync("acsa echo ACSA@127.0.0.1:11112 --aet US1 && apt-get purge -y acsa-node");

        Assert.NotEqual(0, (
            await machine.TryAsync("getent passwd acsa-node || getent group acsa-node || ls /etc/acsa-node || ls /var/lib/acsa-node"))
            .ExitCode);
        Assert.Equal(accounts,
            await machine.RunAsync("cat /etc/passwd /etc/group; ls /etc/systemd/system /etc/systemd/system/multi-user.target.wants"));
        Assert.DoesNotContain(await machine.TracesAsync(), trace => !traces.Contains(trace)
            && !trace.StartsWith("var/log/journal", StringComparison.Ordinal));
        Assert.DoesNotContain(await machine.TracesAsync(), trace => trace.Contains("acsa-node", StringComparison.Ordinal)
            && !trace.StartsWith("var/lib/dpkg", StringComparison.Ordinal)
            && !trace.StartsWith("var/lib/systemd", StringComparison.Ordinal));
        Assert.NotEqual(0, (await machine.TryAsync("dpkg-query -W acsa-node")).ExitCode);
    }

    [Fact]
    public async Task A_purge_keeps_studies_that_no_destination_has_and_says_so()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        // Nobody listens on port 9.
        await machine.InstallAsync(Configuration.TrimEnd('}', '\n', '\r') + """
            , "destinations": [ { "name": "away", "aeTitle": "AWAY", "host": "127.0.0.1", "port": 9 } ] }
            """);
        await machine.RunAsync(
            "acsa phantom --out /tmp/phantoms --count 1 --seed 12 && storescu -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm");
        await machine.UntilAsync("acsa status --unfinished | grep 'not delivered to away'", "results wait");

        // What the service's account puts in its folder leads root, who removes the package, to no other file.
        await machine.RunAsync("touch /etc/canary && ln -s /etc/canary /var/lib/acsa-node/UNFINISHED.new");
        await machine.RunAsync("""
            set -e
            test "$(stat -c %U:%G:%a /etc/acsa-node/tls)" = root:acsa-node:750
            mkdir -m 700 /etc/private && rm -r /etc/acsa-node/tls && ln -s /etc/private /etc/acsa-node/tls
            sh /var/lib/dpkg/info/acsa-node.postinst configure
            test "$(stat -c %U:%G:%a /etc/private)" = root:root:700
            """);
        var output = await machine.RunAsync("apt-get purge -y acsa-node");
        await machine.RunAsync("test -e /etc/canary && ! test -s /etc/canary");
        Assert.Contains("is kept", output, StringComparison.Ordinal);
        Assert.Contains("3 results not delivered to away", output, StringComparison.Ordinal);

        // Installed again, it goes on where it was.
        await machine.InstallAsync(Configuration);
        Assert.Contains("3 results not delivered to away", (await machine.TryAsync("acsa status --unfinished")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unit_passes_systemds_own_checks()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Deb);
        await machine.InstallAsync();
        await machine.RunAsync("systemd-analyze verify --man=no acsa-node.service");
        var security = await machine.RunAsync("systemd-analyze security --no-pager acsa-node.service | tail -n 3");
        var exposure = double.Parse(Regex.Match(security, "level for acsa-node.service: ([0-9.]+)").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(exposure, 0, 2.0);
    }
}
