namespace Acsa.Installer.Tests;

/// <summary>Windows as far as wine is it, on a machine of its own: Windows Installer, the service control manager, programs.</summary>
internal sealed class WindowsMachine(DebianMachine machine) : IAsyncDisposable
{
    const string Wine = "set -e; export WINEPREFIX=/root/windows WINEDEBUG=-all; wine() { /usr/lib/wine/wine64 \"$@\"; }\n";

    /// <summary>Folders as the machine below sees them.</summary>
    public const string Drive = "/root/windows/drive_c";
    public const string Program = $"{Drive}/Program Files/AcsaNode";
    public const string Settings = $"{Drive}/ProgramData/AcsaNode";

    public static async Task<WindowsMachine> StartAsync(params string[] files)
    {
        var windows = new WindowsMachine(await DebianMachine.StartAsync(files));
        try
        {
            // .NET asks for Windows 10. A session lives as long as a program of its user, and has that one's output for as long, which may
            // not be a script's; two that overlap lock each other's services out.
            await windows.RunAsync("""
                wineserver=/usr/lib/wine/wineserver64
                systemd-run --quiet --unit=session --setenv=HOME=/root --setenv=WINEPREFIX=/root/windows --setenv=WINEDEBUG=-all,+eventlog bash -c "
                  set -e
                  /usr/lib/wine/wine64 wineboot -i; $wineserver -w
                  /usr/lib/wine/wine64 reg add 'HKCU\Software\Wine' /v Version /d win10 /f
                  /usr/lib/wine/wine64 reg add 'HKLM\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\X64' /v Installed /t REG_DWORD /d 1 /f
                  $wineserver -w
                  (echo 'echo there>Z:\tmp\session'; sleep infinity) | /usr/lib/wine/wine64 cmd"
                until [ -e /tmp/session ]; do systemctl is-active --quiet session; sleep 0.2; done
                """);
            return windows;
        }
        catch
        {
            await windows.DisposeAsync();
            throw;
        }
    }

    public Task<string> RunAsync(string script) => machine.RunAsync(Detached(script));

    public Task<(int ExitCode, string Output)> TryAsync(string script) => machine.TryAsync(Detached(script));

    public Task UntilAsync(string script, string what) =>
        machine.UntilAsync(Detached(script), what, $"cat '{Settings}'/logs/* | tail -n 60");

    /// <summary>The service's state in the manager's words: RUNNING, STOPPED …; empty when there is no such service.</summary>
    public async Task<string> ServiceAsync() => (await RunAsync("wine sc query AcsaNode | tr -d '\\r' | sed -n 's/^ *STATE *: [0-9]* *//p'")).Trim();

    /// <summary>Ends the service, and waits until its process is gone: wine's own installer does not before it deletes files.</summary>
    public async Task StopServiceAsync()
    {
        await RunAsync("wine net stop AcsaNode");
        await UntilAsync("wine sc query AcsaNode | grep -q STOPPED && ! grep -qs acsa.exe /proc/[0-9]*/comm", "the service has stopped");
    }

    /// <summary>What services gave to the event log. wine keeps no such log; it says on the session's output what it was given.</summary>
    public Task<string> EventsAsync() => RunAsync("journalctl --no-pager -u session -o cat | grep eventlog:ReportEvent || true");

    /// <summary>Unpacks the zip and registers the service as the installers do, but for what wine has no answer to.</summary>
    public async Task UnpackAsync(string configuration)
    {
        await RunAsync($$"""
            mkdir -p '{{Settings}}' && cd /tmp && python3 -m zipfile -e {{DebianMachine.Media}}/acsa-node-*.zip . && mv acsa-node-*-x64 '{{Program}}'
            cat > '{{Settings}}/acsa.json' <<'END'
            {{configuration}}
            END
            wine sc create AcsaNode start= demand binPath= '"C:\Program Files\AcsaNode\acsa.exe" run --service --config C:\ProgramData\AcsaNode\acsa.json --log C:\ProgramData\AcsaNode\logs'
            """);
        await KeepFromWinesTrapAsync();
    }

    /// <summary>Keeps .NET from compiling methods at run time, which wine 8 ends the program for when they are collected.</summary>
    public Task KeepFromWinesTrapAsync() => RunAsync($$"""
        sed -i 's/"configProperties": {/&\n      "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported": false,/' '{{Program}}/acsa.runtimeconfig.json'
        grep -q IsDynamicCodeSupported '{{Program}}/acsa.runtimeconfig.json'
        """);

    // What wine starts by the way outlives the script, and would hold its output open: it gets a file instead.
    static string Detached(string script) => $"""
        cat >/tmp/script.$$ <<'SCRIPT'
        {Wine}{script}
        SCRIPT
        bash /tmp/script.$$ >/tmp/said.$$ 2>&1; code=$?; cat /tmp/said.$$; rm /tmp/script.$$ /tmp/said.$$; exit $code
        """;

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
