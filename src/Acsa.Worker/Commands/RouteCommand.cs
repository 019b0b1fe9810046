using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Routing;

namespace Acsa.Worker.Commands;

/// <summary>acsa route FILE|UID: which routing rules match, and why the others do not.</summary>
static class RouteCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|UID")
            { Description = "A DICOM file, or the Study Instance UID of a study that the node holds" };
        var caller = new Option<string?>("--calling-ae") { Description = "Who would send the file", HelpName = "TITLE" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("route",
            "Say which routing rules match a file or a held study, what they decide and why the others do not match")
        {
            what, caller, config, json,
        };
        command.SetAction((parsed, stop) => RunAsync(CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(what),
            parsed.GetValue(caller), parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, string what, string? caller, bool json, CancellationToken stop)
    {
        var table = configuration.Routing;
        var instances = File.Exists(what)
            ? [(Name: Path.GetFileName(what), Facts: new RoutingFacts(caller, RoutingFile.Read(what, table.Tags), null))]
            : await HeldAsync(configuration, what, stop);
        if (instances.Count == 0) throw new UsageException($"{what} is neither a file nor a study that the node holds.");
        var reports = instances.Select(instance => (instance.Name, Rules: table.Explain(instance.Facts))).ToList();
        if (json) Console.WriteLine(ResultJson.WriteIndented(reports.Select(report => new { instance = report.Name, report.Rules })));
        else
            foreach (var (name, rules) in reports) Print(name, rules);
        return ExitCode.Success;
    }

    static async Task<IReadOnlyList<(string Name, RoutingFacts Facts)>> HeldAsync(NodeConfiguration configuration, string uid,
        CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
        return await HeldInstances.FactsAsync(ledger, configuration, uid, onlyKept: false, stop);
    }

    static void Print(string name, IReadOnlyList<RuleReport> rules)
    {
        Console.WriteLine(name);
        if (rules.Count == 0) Console.WriteLine("  There are no rules: it is analysed, and results go to every destination.");
        foreach (var rule in rules)
        {
            Console.WriteLine($"  {rule.Rule}: {(rule.Matches switch { true => "matches", false => "does not match", null => "matches or not, by what the analysis finds" })}");
            foreach (var condition in rule.Conditions)
                Console.WriteLine($"    {condition.IsMet switch { true => "yes", false => "no ", null => "?  " }} {condition.Condition}; found: {Shown(condition.Found)}");
            foreach (var effect in rule.Decides) Console.WriteLine($"    so  {effect}");
            if (rule is { Matches: true, Decides.Count: 0 }) Console.WriteLine("    so  nothing: a rule before it decided");
        }

        if (rules.All(rule => rule.Decides.Count == 0))
            Console.WriteLine("  No rule decides: it is analysed, and results go to every destination.");
    }

    // Values are the sender's: a terminal would obey the escape sequences in them.
    static string Shown(string found) => string.Concat(found.Select(c => char.IsControl(c) ? '?' : c));
}
