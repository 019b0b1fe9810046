<#
.SYNOPSIS
Installs AcsaNode as a Windows service from the folder that this script lies in, as the .msi does; -Uninstall takes it away again.
.DESCRIPTION
The program goes to Program Files, the configuration to %ProgramData%\AcsaNode\acsa.json, which is never overwritten and never removed. Run again with a later
version, it upgrades. Needs Windows Server 2016 or Windows 10 (1809) or later, x64, an elevated PowerShell 5.1 or later, and the Microsoft Visual C++
2015-2022 Redistributable (x64).
.PARAMETER Uninstall
Removes service, firewall rule and program. Configuration, studies and logs stay.
#>
[CmdletBinding()]
param([switch] $Uninstall)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'AcsaNode'
$rule = 'AcsaNode (DICOM)'
$program = Join-Path $env:ProgramFiles $name
$settings = Join-Path $env:ProgramData $name

function Invoke-Tool([string] $tool, [string[]] $arguments) {
    & (Join-Path $env:SystemRoot "System32\$tool") @arguments | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$tool $($arguments -join ' ') ended with $LASTEXITCODE" }
}

function Stop-Node {
    $service = Get-Service -Name $name -ErrorAction SilentlyContinue
    if ($service -and $service.Status -ne 'Stopped') {
        Stop-Service -Name $name
        $service.WaitForStatus('Stopped', [TimeSpan]::FromSeconds(60))
    }
    return $service
}

$me = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this in an elevated PowerShell.' }

if ($Uninstall) {
    if (Stop-Node) { Invoke-Tool 'sc.exe' @('delete', $name) }
    Get-NetFirewallRule -DisplayName $rule -ErrorAction SilentlyContinue | Remove-NetFirewallRule
    Remove-Item "HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\Application\$name" -Recurse -ErrorAction SilentlyContinue
    if (Test-Path $program) { Remove-Item $program -Recurse -Force }
    Write-Host "Removed. Configuration, studies and logs are still in $settings."
    return
}

$runtime = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\X64' -ErrorAction SilentlyContinue
if (-not $runtime -or $runtime.Installed -ne 1) { throw 'Install the Microsoft Visual C++ 2015-2022 Redistributable (x64) first.' }

$known = Stop-Node
# Run from where it installed itself to, it only puts right what is around the program.
if ($PSScriptRoot -ne $program) {
    if (Test-Path $program) { Remove-Item $program -Recurse -Force }
    Copy-Item $PSScriptRoot $program -Recurse
}

New-Item -ItemType Directory -Path $settings -Force | Out-Null
$configuration = Join-Path $settings 'acsa.json'
if (-not (Test-Path $configuration)) { Copy-Item (Join-Path $program 'config\acsa.json') $configuration }
Copy-Item (Join-Path $program 'config\acsa.schema.json') $settings -Force

$command = '"{0}" run --service --config "{1}" --log "{2}"' -f (Join-Path $program 'acsa.exe'), $configuration, (Join-Path $settings 'logs')
if (-not $known) { Invoke-Tool 'sc.exe' @('create', $name, 'start=', 'auto', 'obj=', 'NT AUTHORITY\LocalService', 'binPath=', 'acsa.exe') }
# The registry takes the quotes as they are; sc.exe and PowerShell do not agree about them.
Set-ItemProperty "HKLM:\SYSTEM\CurrentControlSet\Services\$name" -Name ImagePath -Value $command
Set-ItemProperty "HKLM:\SYSTEM\CurrentControlSet\Services\$name" -Name Description -Value 'A DICOM node that measures muscles in ultrasound images'
Invoke-Tool 'sc.exe' @('sidtype', $name, 'unrestricted')
Invoke-Tool 'sc.exe' @('failure', $name, 'reset=', '86400', 'actions=', 'restart/5000/restart/30000/restart/300000')
Invoke-Tool 'sc.exe' @('failureflag', $name, '1')

# The service's account may write to the event log, not register there.
$source = "HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\Application\$name"
New-Item $source -Force | Out-Null
Set-ItemProperty $source -Name EventMessageFile -Value (Join-Path $program 'System.Diagnostics.EventLog.Messages.dll')

# For SYSTEM, administrators and the service's own identity alone: patients' data lie here.
$identity = '*S-1-5-80-3773778050-237505411-1773234953-941685283-2749456267'
Invoke-Tool 'icacls.exe' @($settings, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', "${identity}:(OI)(CI)M")

if (-not (Get-NetFirewallRule -DisplayName $rule -ErrorAction SilentlyContinue)) {
    $opening = @{
        DisplayName = $rule
        Direction = 'Inbound'
        Action = 'Allow'
        Protocol = 'TCP'
        Profile = @('Domain', 'Private')
        Program = Join-Path $program 'acsa.exe'
    }
    New-NetFirewallRule @opening | Out-Null
}

& (Join-Path $program 'acsa.exe') check-config --config $configuration
if ($LASTEXITCODE -ne 0) { throw "$configuration is not accepted; the service was not started." }
Start-Service -Name $name
Write-Host "Installed. Say who may send and where results go in $configuration, then: Restart-Service $name"
