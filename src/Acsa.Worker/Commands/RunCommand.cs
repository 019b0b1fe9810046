using System.CommandLine;
using Acsa.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Commands;

/// <summary>acsa run: the service in the foreground.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var log = new Option<DirectoryInfo?>("--log") { Description = "Write the log to files in this folder instead of the console",
            HelpName = "DIR" };
        var service = new Option<bool>("--service") { Description = "Started by Windows' service control manager, which is told how it goes" };
        var command = new Command("run", "Run the node until it is told to stop (Ctrl+C, SIGTERM)") { config, log, service };
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(log) is { } folder) LogFiles.TakeOver(folder.FullName, TimeProvider.System);
            var file = parsed.GetValue(config);
            if (!parsed.GetValue(service)) return RunAsync(file, () => { }, stop);
            if (!OperatingSystem.IsWindows()) throw new UsageException("--service is for Windows; systemd runs `acsa run` as it is.");
            return Task.FromResult(WindowsService.Run((ready, end) => RunAsync(file, ready, end)));
        });
        return command;
    }

    static async Task<int> RunAsync(FileInfo? config, Action ready, CancellationToken stop)
    {
        NativeHeap.Bound();
        using var host = NodeHost.Build(CommonOptions.Read(config), ConsoleLogging, CommonOptions.PathOf(config));
        // Asked for before the run, at whose end the host is disposed of.
        var node = host.Services.GetServices<IHostedService>().OfType<NodeService>().Single();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(ready);
        await host.RunAsync(stop);
        return node.ExecuteTask is { IsFaulted: true } ? ExitCode.Failed : ExitCode.Success;
    }

    static void ConsoleLogging(ILoggingBuilder logging)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 }) logging.AddSystemdConsole();
        else logging.AddSimpleConsole(options => (options.SingleLine, options.UseUtcTimestamp, options.TimestampFormat) = (true, true,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "));
    }
}
