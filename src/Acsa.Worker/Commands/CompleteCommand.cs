using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa complete UID: a study that waits for more is analysed now.</summary>
static class CompleteCommand
{
    public static Command Create()
    {
        var uid = new Argument<string>("UID") { Description = "Study Instance UID" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("complete", "Analyse a study now, without waiting for its quiet time; a running node takes it up at once")
        {
            uid, config, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(uid), parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, string uid, bool json, CancellationToken stop)
    {
        if (configuration.Ledger.File is { } file && !File.Exists(file))
            throw new FileNotFoundException($"There is no ledger at {file}.", file);
        using var ledger = SqlLedger.Open(configuration.Ledger, TimeProvider.System, TimeSpan.Zero);
        var completed = await ledger.CompleteStudyAsync(uid, stop);
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { uid, completed }));
        else Console.WriteLine(completed ? "The study is analysed now." : "No instance of this study waits.");
        return completed ? ExitCode.Success : ExitCode.Failed;
    }
}
