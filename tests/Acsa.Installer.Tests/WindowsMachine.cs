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
                systemd-run --quiet --unit=session --setenv=HOME=/root --setenv=WINEPREFIX=/root/windows --setenv=WINEDEBUG=-all bash -c "
                  set -e
                  /usr/lib/wine/wine64 wineboot -i; $wineserver -w
                  /usr/lib/wine/wine64 reg add 'HKCU\Software\Wine' /v Version /d win10 /f
                  /usr/lib/wine/wine64 reg add 'HKLM\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\X64' /v Installed /t REG_DWORD /d 1 /f
                  $wineserver -w
                  touch /tmp/session
                  sleep infinity | /usr/lib/wine/wine64 cmd"
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

    public Task<string> RunAsync(string script) => machine.RunAsync(Wine + script);

    public Task<(int ExitCode, string Output)> TryAsync(string script) => machine.TryAsync(Wine + script);

    public Task UntilAsync(string script, string what) =>
        machine.UntilAsync(Wine + script, what, $"cat '{Settings}'/logs/* | tail -n 60");

    /// <summary>The service's state in the manager's words: RUNNING, STOPPED …; empty when there is no such service.</summary>
    public async Task<string> ServiceAsync() => (await RunAsync("wine sc query AcsaNode | tr -d '\\r' | sed -n 's/^ *STATE *: [0-9]* *//p'")).Trim();

    /// <summary>Keeps .NET from compiling methods at run time, which wine 8 ends the program for when they are collected.</summary>
    public Task KeepFromWinesTrapAsync() => RunAsync($$"""
        sed -i 's/"configProperties": {/&\n      "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported": false,/' '{{Program}}/acsa.runtimeconfig.json'
        grep -q IsDynamicCodeSupported '{{Program}}/acsa.runtimeconfig.json'
        """);

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
