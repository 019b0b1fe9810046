using System.CommandLine;
using Acsa.DicomScp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Benchmarks.Receiving;

/// <summary>The node's listener with a spool of plain files: what is measured as "acsa". Not for use by hand.</summary>
static class ReceiveCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var folder = new Option<string>("--dir") { Required = true };
        var flush = new Option<bool>("--flush");
        var command = new Command("receive", "Take instances into files until SIGTERM") { port, folder, flush };
        command.Hidden = true;
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(port), parsed.GetRequiredValue(folder), parsed.GetValue(flush), stop));
        return command;
    }

    static async Task<int> RunAsync(int port, string folder, bool flush, CancellationToken stop)
    {
        var spool = new FileSpool(folder, flush);
        using var listener = DicomListener.Start("127.0.0.1", port, new Everybody(), spool, new Nobody(), NullLoggerFactory.Instance);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    sealed class Everybody : IAdmission
    {
        public Task<AdmissionVerdict> JudgeAsync(Caller caller, CancellationToken stop) => Task.FromResult(AdmissionVerdict.Admitted);
    }

    sealed class Nobody : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }
}
