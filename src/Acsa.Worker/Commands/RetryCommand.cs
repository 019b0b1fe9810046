using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Routing;

namespace Acsa.Worker.Commands;

/// <summary>acsa retry UID: what is parked or has failed of a study is tried again.</summary>
static class RetryCommand
{
    public static Command Create()
    {
        var uid = new Argument<string>("UID") { Description = "Study Instance UID" };
        var everything = new Option<bool>("--reanalyse")
        {
            Description = "Analyse all of the study again, with the model and settings of now; new results replace the old ones",
        };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("retry",
            "Try again what is parked or has failed of a study, analysis or delivery; a running node takes it up at once")
        {
            uid, everything, config, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(uid), parsed.GetValue(everything),
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, string uid, bool everything, bool json, CancellationToken stop)
    {
        if (configuration.Ledger.File is { } file && !File.Exists(file))
            throw new FileNotFoundException($"There is no ledger at {file}.", file);
        using var ledger = SqlLedger.Open(configuration.Ledger, TimeProvider.System, TimeSpan.Zero);
        var count = await ledger.RetryAsync(uid, [.. configuration.Destinations.Select(to => to.Name)], stop);
        IReadOnlyList<string> heldBack = [];
        if (everything)
        {
            // By what was found last, which a running node may find anew as soon as it is asked to.
            heldBack = await HeldInstances.HeldBackAsync(ledger, configuration, uid, stop);
            count += await ledger.ReanalyseAsync(uid, stop);
        }

        if (json) Console.WriteLine(ResultJson.WriteIndented(new { uid, retried = count, heldBack }));
        else
        {
            Console.WriteLine(count > 0 ? $"{count} piece(s) of work are tried again." : "Nothing of this study is parked or has failed.");
            foreach (var words in count > 0 ? heldBack : []) Console.WriteLine(words);
        }

        return count > 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
