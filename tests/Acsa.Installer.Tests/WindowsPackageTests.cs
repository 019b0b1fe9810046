using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Acsa.Installer.Tests;

// Under wine. What it has no answer to is not seen here: the service's own identity, access rights, the firewall, recovery actions.
[Collection(PackagesCollection.Name)]
public sealed class WindowsPackageTests(Packages packages)
{
    const string Configuration = """
        {
          "dicom": { "aeTitle": "ACSA", "port": 11112 }, // as it was
          "data": "data",
          "study": { "quietSeconds": 0.5 },
          "spool": { "reserveMegabytes": 0 },
          "scanners": [ { "aeTitle": "US1", "host": "127.0.0.1" } ],
          "destinations": [ { "name": "pacs", "aeTitle": "STORESCP", "host": "127.0.0.1", "port": 11113 } ]
        }
        """;

    [Fact]
    public async Task The_windows_installer_makes_a_service_that_receives_analyses_and_delivers_survives_an_upgrade_and_leaves_the_studies()
    {
        await using var windows = await WindowsMachine.StartAsync(packages.Msi);
        await windows.RunAsync("mkdir /tmp/pacs && systemd-run --quiet --unit=pacs storescp +xa +B --fork -aet STORESCP -od /tmp/pacs 11113");
        // wine's sc does not know the service's own identity (sidtype); Windows' does, and has to succeed. The first start has to wait for
        // the program to be kept from wine's trap.
        await windows.RunAsync("""
            cp acsa-node-*.msi /tmp/acsa.msi
            msibuild /tmp/acsa.msi -q "UPDATE \`CustomAction\` SET \`Type\` = 3170 WHERE \`Action\` = 'Identity'"
            msibuild /tmp/acsa.msi -q "DELETE FROM \`ServiceControl\` WHERE \`ServiceControl\` = 'StartService'"
            wine msiexec /i 'Z:\tmp\acsa.msi' /qn
            """);
        await windows.KeepFromWinesTrapAsync();
        await windows.RunAsync("wine net start AcsaNode");
        await windows.UntilAsync("wine sc query AcsaNode | grep RUNNING", "the service runs");
        // It admits nobody before it is told whom.
        Assert.NotEqual(0, (await windows.TryAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 11112")).ExitCode);

        await windows.RunAsync($"cat > '{WindowsMachine.Settings}/acsa.json' <<'END'\n{Configuration}\nEND");
        // Stopped soon after its start; net stop may come back while the stop is pending.
        await windows.StopServiceAsync();
        Assert.Equal("STOPPED", await windows.ServiceAsync());
        await windows.RunAsync("wine net start AcsaNode");
        await windows.UntilAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 11112", "it listens");
        await windows.RunAsync($$"""
            cd '{{WindowsMachine.Program}}' && wine acsa.exe phantom --out 'Z:\tmp\phantoms' --count 2 --seed 12
            storescu -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm
            """);
        await windows.UntilAsync("[ $(ls /tmp/pacs | wc -l) = 6 ]", "the PACS has SEG, SR and picture of both");
        await windows.UntilAsync($"cd '{WindowsMachine.Program}' && wine acsa.exe status --unfinished --config 'C:\\ProgramData\\AcsaNode\\acsa.json'", "all is done");

        // A later version: another product, another package, one file less.
        await windows.StopServiceAsync();
        await windows.RunAsync("""
            cp /tmp/acsa.msi /tmp/later.msi
            msibuild /tmp/later.msi -q "UPDATE \`Property\` SET \`Value\` = '99.0.0' WHERE \`Property\` = 'ProductVersion'"
            msibuild /tmp/later.msi -q "UPDATE \`Property\` SET \`Value\` = '{0E1F5C6B-53A8-4C0B-8E53-0B2B1B7D9A01}' WHERE \`Property\` = 'ProductCode'"
            code=$(msiinfo export /tmp/acsa.msi Upgrade | sed -n 's/\(.*}\).*WIX_UPGRADE_DETECTED.*/\1/p')
            msibuild /tmp/later.msi -q "DELETE FROM \`Upgrade\` WHERE \`ActionProperty\` = 'WIX_UPGRADE_DETECTED'"
            msibuild /tmp/later.msi -q "INSERT INTO \`Upgrade\` (\`UpgradeCode\`, \`VersionMax\`, \`Attributes\`, \`ActionProperty\`) VALUES ('$code', '99.0.0', 1, 'WIX_UPGRADE_DETECTED')"
            changelog=$(msiinfo export /tmp/acsa.msi File | tr -d '\r' | awk -F '\t' '$3 ~ /CHANGELOG.md$/ { print $2 }')
            for table in File Component FeatureComponents; do
              column=Component_; [ $table != Component ] || column=Component
              msibuild /tmp/later.msi -q "DELETE FROM \`$table\` WHERE \`$column\` = '$changelog'"
            done
            msibuild /tmp/later.msi -s 'Installation Database' 'AcsaNode contributors' 'x64;1033' '{0E1F5C6B-53A8-4C0B-8E53-0B2B1B7D9A02}'
            wine msiexec /i 'Z:\tmp\later.msi' /qn
            """);
        await windows.KeepFromWinesTrapAsync();
        await windows.RunAsync("wine net start AcsaNode");
        await windows.UntilAsync("wine sc query AcsaNode | grep RUNNING && echoscu -aet US1 -aec ACSA 127.0.0.1 11112", "the service runs again");
        Assert.Equal(Configuration, (await windows.RunAsync($"cat '{WindowsMachine.Settings}/acsa.json'")).TrimEnd());
        Assert.Contains("2 delivered",
            await windows.RunAsync($"cd '{WindowsMachine.Program}' && wine acsa.exe status --config 'C:\\ProgramData\\AcsaNode\\acsa.json'"), StringComparison.Ordinal);

        // What the later version no longer has is gone.
        await windows.RunAsync($"! [ -e '{WindowsMachine.Program}/docs/CHANGELOG.md' ] && [ -e '{WindowsMachine.Program}/docs/README.md' ]");

        await windows.StopServiceAsync();
        await windows.RunAsync("wine msiexec /x '{0E1F5C6B-53A8-4C0B-8E53-0B2B1B7D9A01}' /qn");
        Assert.Equal("", await windows.ServiceAsync());
        await windows.RunAsync($"! [ -e '{WindowsMachine.Program}' ]");
        Assert.Equal(Configuration, (await windows.RunAsync($"cat '{WindowsMachine.Settings}/acsa.json'")).TrimEnd());
        Assert.Equal("acsa.json\ndata\nlogs", (await windows.RunAsync($"ls '{WindowsMachine.Settings}'")).Trim());
    }

    [Fact]
    public async Task Without_the_visual_c_runtime_the_windows_installer_says_so_and_installs_nothing()
    {
        await using var windows = await WindowsMachine.StartAsync(packages.Msi);
        await windows.RunAsync(@"wine reg delete 'HKLM\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\X64' /f");
        var (code, _) = await windows.TryAsync("wine msiexec /i \"$(ls acsa-node-*.msi)\" /qn");
        Assert.NotEqual(0, code);
        Assert.Equal("", await windows.ServiceAsync());
        await windows.RunAsync($"! [ -e '{WindowsMachine.Program}' ]");
    }

    [Fact]
    public async Task A_wrong_configuration_ends_the_service_and_is_in_the_log_file_and_the_event_log()
    {
        await using var windows = await WindowsMachine.StartAsync(packages.Zip);
        await windows.UnpackAsync("""{ "data": "data", "study": { "quietSeconds": "soon" } }""");
        await windows.RunAsync("wine net start AcsaNode || true");
        await windows.UntilAsync("wine sc query AcsaNode | grep STOPPED", "the service has stopped");
        // The recovery actions are for errors; the status is told beside.
        Assert.Matches(@"WIN32_EXIT_CODE\s*: 0\b[\s\S]*SERVICE_EXIT_CODE\s*: 2\b", await windows.RunAsync("wine sc query AcsaNode"));
        Assert.Contains("$.study.quietSeconds", await windows.RunAsync($"cat '{WindowsMachine.Settings}'/logs/acsa-*.log"), StringComparison.Ordinal);
        var told = Assert.Single((await windows.EventsAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("err:eventlog:ReportEventW L\"AcsaNode could not start", told, StringComparison.Ordinal);
        Assert.Contains("$.study.quietSeconds is \\\"soon\\\"; expected", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_an_association_the_service_ends_within_ten_seconds_and_has_all_that_it_answered_for()
    {
        await using var windows = await WindowsMachine.StartAsync(packages.Zip);
        await windows.UnpackAsync(Configuration.Replace("\"quietSeconds\": 0.5", "\"quietSeconds\": 600", StringComparison.Ordinal));
        await windows.RunAsync("wine net start AcsaNode");
        await windows.UntilAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 11112", "it listens");
        await windows.RunAsync($"cd '{WindowsMachine.Program}' && wine acsa.exe phantom --out 'Z:\\tmp\\phantoms' --count 1 --seed 12");

        // A scanner that falls silent with an association open, perhaps within an object.
        var output = await windows.RunAsync("""
            storescu -v +II --repeat 1000 -aet US1 -aec ACSA 127.0.0.1 11112 /tmp/phantoms/*.dcm >/tmp/sent 2>&1 &
            until [ $(grep -c 'Store Response (Success)' /tmp/sent) -ge 3 ]; do sleep 0.05; done
            kill -STOP $!
            begin=$(date +%s%N)
            wine net stop AcsaNode
            until wine sc query AcsaNode | grep -q STOPPED; do sleep 0.1; done
            echo "took $((($(date +%s%N) - begin) / 1000000)) ms"
            kill -KILL $!
            echo "answered $(grep -c 'Store Response (Success)' /tmp/sent)"
            echo "offered $(grep -c 'Sending Store Request' /tmp/sent)"
            """);
        Assert.InRange(Number("took"), 0, 10_000);

        var status = await windows.RunAsync($"cd '{WindowsMachine.Program}' && wine acsa.exe status --json --config 'C:\\ProgramData\\AcsaNode\\acsa.json' || true");
        var held = JsonNode.Parse(status[status.IndexOf('{', StringComparison.Ordinal)..(status.LastIndexOf('}') + 1)])!["instances"]!.GetValue<int>();
        // The answer to the last one may have been on its way.
        Assert.InRange(held, Number("answered"), Number("offered"));
        await windows.RunAsync("wine net start AcsaNode");
        await windows.UntilAsync("echoscu -aet US1 -aec ACSA 127.0.0.1 11112", "it listens again");

        int Number(string what) => int.Parse(Regex.Match(output, $"{what} ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_tables_of_the_windows_installer_hold_recovery_firewall_rights_and_a_configuration_that_stays()
    {
        Assert.Equal("NT AUTHORITY\\LocalService", (await RowAsync("ServiceInstall", "Service"))[8]);
        Assert.Equal("2", (await RowAsync("ServiceInstall", "Service"))[4]); // SERVICE_AUTO_START
        Assert.Equal("400", (await RowAsync("Component", "Settings"))[3]); // 64 bits, permanent, never overwritten
        Assert.Contains("restart/5000", (await RowAsync("CustomAction", "Recovery"))[3], StringComparison.Ordinal);
        Assert.Contains("failureflag AcsaNode 1", (await RowAsync("CustomAction", "RecoveryAtErrors"))[3], StringComparison.Ordinal);
        Assert.Contains("EventLog\\Application\\AcsaNode", (await RowAsync("Registry", "EventSource"))[2], StringComparison.Ordinal);
        Assert.Contains("dir=in action=allow", (await RowAsync("CustomAction", "FirewallOpen"))[3], StringComparison.Ordinal);
        Assert.Contains("/inheritance:r", (await RowAsync("CustomAction", "Protection"))[3], StringComparison.Ordinal);

        Assert.Equal("1", (await RowAsync("ServiceControl", "StartService"))[2]); // started by the installation

        // The service's identity and the folder's rights come before its first start, the old version goes before the new one is copied.
        var order = (await TableAsync("InstallExecuteSequence")).ToDictionary(row => row[0], row => int.Parse(row[2], CultureInfo.InvariantCulture));
        Assert.True(order["InstallServices"] < order["Identity"] && order["Identity"] < order["Protection"] && order["Protection"] < order["StartServices"]);
        Assert.True(order["RemoveExistingProducts"] < order["InstallFiles"]);

        async Task<string[][]> TableAsync(string name) => [.. (await Shell.MustRunAsync($"msiinfo export '{packages.Msi}' {name}", Shell.Patience))
            .Split('\n').Skip(3).Select(row => row.TrimEnd('\r').Split('\t')).Where(row => row.Length > 1)];
        async Task<string[]> RowAsync(string table, string key) => Assert.Single(await TableAsync(table), row => row[0] == key);
    }
}
