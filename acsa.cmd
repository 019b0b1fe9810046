@echo off
rem acsa: builds AcsaNode (Release) when needed, then runs it. MSBuild itself decides what is out of date.
setlocal
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
if /I "%~1"=="bench" (
  dotnet run --project "%~dp0tests\Acsa.Benchmarks\Acsa.Benchmarks.csproj" -c Release -v quiet -- %2 %3 %4 %5 %6 %7 %8 %9
  exit /b
)
if /I "%~1"=="test" (
  dotnet test "%~dp0AcsaNode.sln" -c Release --nologo --filter "FullyQualifiedName!~Acsa.Interop.Tests&FullyQualifiedName!~Acsa.EndToEnd.Tests&FullyQualifiedName!~Acsa.Installer.Tests"
  exit /b
)
dotnet build "%~dp0src\Acsa.Worker\Acsa.Worker.csproj" -c Release -v quiet -nologo 1>&2
if errorlevel 1 exit /b 1
dotnet "%~dp0src\Acsa.Worker\bin\Release\net10.0\acsa.dll" %*
exit /b
