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
        var command = new Command("run", "Run the node until it is told to stop (Ctrl+C, SIGTERM)") { config };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(config), stop));
        return command;
    }

    static async Task<int> RunAsync(FileInfo? config, CancellationToken stop)
    {
        NativeHeap.Bound();
        using var host = NodeHost.Build(CommonOptions.Read(config), ConsoleLogging);
        // Asked for before the run, at whose end the host is disposed of.
        var node = host.Services.GetServices<IHostedService>().OfType<NodeService>().Single();
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
