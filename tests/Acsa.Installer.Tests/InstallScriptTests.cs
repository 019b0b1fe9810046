using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Acsa.Installer.Tests;

// No PowerShell is to be had here: the script is parsed by a grammar of others and compared with the .msi, but not run.
public sealed class InstallScriptTests
{
    static readonly string Script = Repository.PathOf("installers", "windows", "install.ps1");

    [Fact]
    public async Task Is_powershell_and_calls_nothing_that_windows_does_not_have()
    {
        var folder = Directory.CreateTempSubdirectory("acsa-powershell-").FullName;
        try
        {
            await Shell.MustRunAsync($"cp '{Repository.PathOf("tests", "Acsa.Installer.Tests", "powershell")}'/* '{folder}' && cd '{folder}' && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error",
                Shell.Patience);
            Assert.Empty((await ParseAsync(Script)).Errors);
            Assert.Equal(
                ["Copy-Item", "Get-ItemProperty", "Get-NetFirewallRule", "Get-Service", "Invoke-Tool", "Join-Path", "New-Item", "New-NetFirewallRule", "Out-Null",
                    "Remove-Item", "Remove-NetFirewallRule", "Set-ItemProperty", "Set-StrictMode", "Start-Service", "Stop-Node", "Stop-Service", "Test-Path", "Write-Host"],
                (await ParseAsync(Script)).Commands);

            var broken = Path.Combine(folder, "broken.ps1");
            await File.WriteAllTextAsync(broken, (await File.ReadAllTextAsync(Script)).Replace("if (-not $known)", "if (-not $known", StringComparison.Ordinal));
            Assert.NotEmpty((await ParseAsync(broken)).Errors);

            async Task<(string[] Errors, string[] Commands)> ParseAsync(string script)
            {
                var said = JsonNode.Parse(await Shell.MustRunAsync($"cd '{folder}' && node parse.mjs '{script}'", Shell.Patience))!;
                return (All(said["errors"]!), All(said["commands"]!));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string[] All(JsonNode list) => [.. list.AsArray().Select(entry => entry!.GetValue<string>())];
    }

    [Fact]
    public void Says_the_same_as_the_windows_installer_of_service_rights_recovery_and_firewall()
    {
        var script = File.ReadAllText(Script);
        var installer = File.ReadAllText(Repository.PathOf("installers", "windows", "tables.sql")) + File.ReadAllText(Repository.PathOf("installers", "windows", "acsa.wxs"));
        foreach (var said in new[]
        {
            "AcsaNode (DICOM)", "NT AUTHORITY\\LocalService", "restart/5000/restart/30000/restart/300000", "86400", "unrestricted", "failureflag", "/inheritance:r", "/grant:r",
            "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F", "(OI)(CI)M", "A DICOM node that measures muscles in ultrasound images", ServiceIdentity("AcsaNode"),
            @"SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\X64", "System.Diagnostics.EventLog.Messages.dll", "run --service --config",
        })
        {
            Assert.Contains(said, script, StringComparison.Ordinal);
            Assert.Contains(said, installer, StringComparison.Ordinal);
        }
    }

    // [MS-DTYP] 2.4.2.4, NT SERVICE: the five words of SHA-1 of the name in capitals, UTF-16.
    static string ServiceIdentity(string name)
    {
#pragma warning disable CA5350 // Windows says which hash.
        var hash = SHA1.HashData(Encoding.Unicode.GetBytes(name.ToUpperInvariant()));
#pragma warning restore CA5350
        return "S-1-5-80-" + string.Join('-', Enumerable.Range(0, 5).Select(word => BitConverter.ToUInt32(hash, 4 * word)));
    }
}
