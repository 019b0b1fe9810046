using System.CommandLine;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
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
        var service = new Option<bool>("--service")
            { Description = "Started by Windows' service control manager, which is told how it goes" };
        var command = new Command("run", "Run the node until it is told to stop (Ctrl+C, SIGTERM)") { config, log, service };
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                if (parsed.GetValue(log) is { } folder) LogFiles.TakeOver(folder.FullName, TimeProvider.System);
                var file = parsed.GetValue(config);
                if (!parsed.GetValue(service)) return await RunAsync(file, false, () => { }, stop);
                if (!OperatingSystem.IsWindows()) throw new UsageException("--service is for Windows; systemd runs `acsa run` as it is.");
                return WindowsService.Run((ready, end) => RunAsync(file, true, ready, end));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                StartFailure.Tell(error);
                throw;
            }
        });
        return command;
    }

    static async Task<int> RunAsync(FileInfo? config, bool isService, Action ready, CancellationToken stop)
    {
        NativeHeap.Bound();
        var configuration = CommonOptions.Read(config);
        using (var early = LoggerFactory.Create(logging => NodeLogging.Configure(logging, configuration.Logging, isService)))
            await LedgerArrival.WaitAsync(
                configuration.Ledger, Limits.LedgerArrival, TimeProvider.System, early.CreateLogger(typeof(LedgerArrival)), stop);
        using var host = NodeHost.Build(configuration, logging => NodeLogging.Configure(logging, configuration.Logging, isService),
            CommonOptions.PathOf(config));
        // Asked for before the run, at whose end the host is disposed of.
        var node = host.Services.GetServices<IHostedService>().OfType<NodeService>().Single();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(ready);
        await host.RunAsync(stop);
        return node.ExecuteTask is { IsFaulted: true } ? ExitCode.Failed : ExitCode.Success;
    }
}
