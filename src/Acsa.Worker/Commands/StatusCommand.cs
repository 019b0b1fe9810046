using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Acsa.Worker.Configuration;
using Acsa.Worker.Fitness;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa status: what the ledger says, whether the node runs or not.</summary>
static class StatusCommand
{
    const int UnfinishedDays = 30;

    public static Command Create()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var unfinished = new Option<bool>("--unfinished") { Description = "Only what is not finished, and exit status 1 if there is any" };
        var command = new Command("status", "Show studies, last results and the destinations' queues, from the ledger")
            { config, json, unfinished };
        command.SetAction((parsed, stop) => CommonOptions.Read(parsed.GetValue(config)) is var configuration && parsed.GetValue(unfinished)
            ? UnfinishedAsync(configuration, stop) : RunAsync(configuration, parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, bool json, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
        var report = await ledger.ReportAsync(stop);
        // A destination that nothing was ever sent to is shown too, and one that is configured no more as long as results wait for it.
        var known = report.Destinations.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var unused = configuration.Destinations.Where(destination => !known.Contains(destination.Name))
            .Select(destination => new DestinationRow(destination.Name, 0, 0, 0, 0, null, null));
        report = report with { Destinations = [.. report.Destinations, .. unused] };
        var ages = await ledger.StageAgesAsync(stop);
        var nodes = await ledger.NodesAsync(stop);
        var models = ModelStatusFile.ReadAll(configuration.Data);
        var health = HealthReport.Judge(ages, configuration.Health, nodes).With(TroublesOf(models, nodes, configuration.Node));
        // Whatever is not finished after the days of retention waits for somebody who does not know.
        var days = configuration.Retention.ReceivedDays == 0 ? UnfinishedDays : configuration.Retention.ReceivedDays;
        var overdue = (Days: days, Studies: await ledger.OverdueAsync(ledger.Clock.GetUtcNow().AddDays(-days), stop));
        var reconciled = configuration.Destinations.Where(to => to.Reconcile != ReconcileMode.Off).Select(to => to.Name)
            .ToHashSet(StringComparer.Ordinal);
        var auto = configuration.Destinations.Where(to => to.IsAuto).Select(to => to.Name).ToHashSet(StringComparer.Ordinal);
        var fitness = FitnessFile.ReadAll(configuration.Data).Where(fit => auto.Contains(fit.Destination)).ToList();
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(Shape(report, health, ages, overdue, reconciled, models, fitness)));
        }
        else
        {
            Print(report, health, ages, overdue, reconciled);
            PrintModels(models);
            PrintFitness(fitness);
        }

        return health.IsWell ? ExitCode.Success : ExitCode.Failed;
    }

    // What a node left behind that is no more says nothing of those that work.
    static IEnumerable<string> TroublesOf(
        IReadOnlyList<(string Node, NodeModels Models)> models, IReadOnlyList<NodeRow> nodes, string ownNode) => models
        .Where(entry => entry.Node.Equals(ownNode, StringComparison.OrdinalIgnoreCase)
            || nodes.Any(node => node.IsAlive && node.Name == entry.Node))
        .SelectMany(entry => entry.Models.Troubles().Select(trouble => $"Node {entry.Node}: {trouble}"));

    static async Task<int> UnfinishedAsync(NodeConfiguration configuration, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
        string[] lines = [.. UnfinishedWork.In(await ledger.ReportAsync(stop))];
        foreach (var line in lines) Console.WriteLine(line);
        return lines.Length == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static object Shape(
        LedgerReport report, HealthReport health, StageAges ages, (int Days, long Studies) overdue, HashSet<string> reconciled,
        IReadOnlyList<(string Node, NodeModels Models)> models, IReadOnlyList<DestinationFitness> fitness) => new
    {
        models = models.SelectMany(entry => entry.Models.Models.Select(model => new
        {
            entry.Node, model.Id, model.Version, model.Provider, model.Unusable, model.Attempts, model.LastCheck,
        })),
        health = new { health.IsWell, health.Problems },
        oldestSeconds = new
        {
            received = ages.Received?.TotalSeconds, assembled = ages.Assembled?.TotalSeconds, outbox = ages.Outbox?.TotalSeconds,
            edits = ages.Edits?.TotalSeconds,
        },
        unfinished = new { overdue.Days, overdue.Studies },
        studies = report.StudiesByState,
        instances = report.Instances,
        unreadable = report.Unreadable,
        conflicts = report.Conflicts,
        recent = report.Studies.Select(study => new
        {
            studyInstanceUid = study.StudyUid, study.State, study.Outcome, study.Reasons, lastReceived = study.LastReceived,
            study.Instances,
        }),
        results = report.Findings.Select(finding => new { studyInstanceUid = finding.StudyUid, finding.At,
            result = JsonDocument.Parse(finding.Entry).RootElement }),
        destinations = report.Destinations.Select(row => new
        {
            row.Name, row.Pending, row.Delivered, row.Committed, row.Parked, circuit = row.Circuit(DateTimeOffset.UtcNow), row.AwaySince,
            row.Failures, row.NextAttempt, row.Trouble, commitmentsAsked = row.Asked, commitmentsAskedSince = row.AskedSince,
            notYetFoundThere = reconciled.Contains(row.Name) ? row.Unseen : (long?)null,
        }),
        parked = report.Parked,
        fitness,
    };

    static void Print(
        LedgerReport report, HealthReport health, StageAges ages, (int Days, long Studies) overdue, HashSet<string> reconciled)
    {
        foreach (var problem in health.Problems) AnsiConsole.WriteLine($"Unwell: {problem}");
        AnsiConsole.WriteLine(report.StudiesByState.Count == 0
            ? "No study was received yet."
            : "Studies: " + string.Join(", ", report.StudiesByState.Select(pair =>
                FormattableString.Invariant($"{pair.Value} {pair.Key}"))));
        if (report.Unreadable > 0) AnsiConsole.WriteLine(
            FormattableString.Invariant($"{report.Unreadable} object(s) could not be read and are kept as received."));
        foreach (var parked in report.Parked.Where(row => row.Destination is null)) AnsiConsole.WriteLine(
            $"Parked: the report on study {parked.StudyUid} is missing: {parked.Reason} Written again by: acsa retry {parked.StudyUid}");
        if (report.Conflicts > 0) AnsiConsole.WriteLine(
            FormattableString.Invariant($"{report.Conflicts} object(s) share a SOP Instance UID with another; all are kept."));

        var studies = ResultTable.Plain("study", "received", "instances", "state", "outcome", "reasons");
        foreach (var study in report.Studies)
        {
            studies.AddRow(ResultTable.Cells(
                study.StudyUid, Time(study.LastReceived), study.Instances.ToString(CultureInfo.InvariantCulture), study.State,
                study.Outcome ?? "", string.Join(' ', study.Reasons)));
        }

        ResultTable.Write(studies);
        PrintFindings(report.Findings);
        PrintDestinations(report, reconciled);
        PrintWaiting(ages, overdue);
    }

    static void PrintWaiting(StageAges ages, (int Days, long Studies) overdue)
    {
        string[] oldest =
        [
            .. new[] { ("to be analysed", ages.Received), ("in analysis", ages.Assembled), ("to be delivered", ages.Outbox),
                ("edits without their images", ages.Edits) }
                .Where(stage => stage.Item2 is not null)
                .Select(stage => FormattableString.Invariant($"{stage.Item1} {stage.Item2!.Value.TotalSeconds:0} s")),
        ];
        if (oldest.Length > 0) AnsiConsole.WriteLine("Oldest work: " + string.Join(", ", oldest));
        if (overdue.Studies > 0) AnsiConsole.WriteLine(FormattableString.Invariant(
            $"{overdue.Studies} study/ies of more than {overdue.Days} days ago are not finished; see acsa studies --state"));
    }

    static void PrintModels(IReadOnlyList<(string Node, NodeModels Models)> models)
    {
        foreach (var (node, model) in models.SelectMany(entry => entry.Models.Models.Select(model => (entry.Node, model))))
        {
            var check = model.LastCheck is not { } last ? "not checked yet"
                : $"checked {Time(last.At)}{(last.Problem is { } problem ? $", on {last.Provider} {problem}" : "")}";
            AnsiConsole.WriteLine(model.Unusable is { } reason
                ? $"Model {model.Id} {model.Version} on {node} is not used: {reason}"
                : $"Model {model.Id} {model.Version} on {node}: {model.Provider}, {check}");
        }
    }

    static void PrintFitness(IReadOnlyList<DestinationFitness> fitness)
    {
        foreach (var fit in fitness)
        {
            AnsiConsole.WriteLine(fit.Send.Count == 0 ? $"{fit.Destination}: what it takes is not known yet"
                : $"{fit.Destination} takes best, as of {Time(fit.At)}: {string.Join(", ", fit.Send)}");
            if (fit.Classes.Count > 0) AnsiConsole.WriteLine($"  asked, it takes {Listed(fit, true)}; not {Listed(fit, false)}");
            if (fit.Trouble is { } trouble) AnsiConsole.WriteLine($"  the last time: {trouble}");
            foreach (var refusal in fit.Refusals)
                AnsiConsole.WriteLine($"  {refusal.Name} is left out since {Time(refusal.At)}: {refusal.Why}");
        }

        static string Listed(DestinationFitness fit, bool isTaken) =>
            fit.Classes.Where(answer => answer.IsTaken == isTaken).Select(answer => answer.Name).ToList() is { Count: > 0 } names
                ? string.Join(", ", names)
            : "none";
    }

    static void PrintFindings(IReadOnlyList<FindingRow> findings)
    {
        if (findings.Count == 0) return;
        var table = ResultTable.Plain("analysed", "muscle", "status", "area cm²", "mean grey", "reasons");
        foreach (var finding in findings)
        {
            var entry = ResultJson.Read<ResultEntry>(finding.Entry);
            table.AddRow(ResultTable.Cells(
                Time(finding.At), ResultTable.Muscle(entry), entry.Status, ResultTable.Number(entry.AreaCm2, "0.00"),
                ResultTable.Number(entry.Echogenicity?.Mean, "0.0"), string.Join(' ', entry.Reasons)));
        }

        ResultTable.Write(table);
    }

    static void PrintDestinations(LedgerReport report, HashSet<string> reconciled)
    {
        if (report.Destinations.Count == 0) return;
        var table = ResultTable.Plain(
            "destination", "waiting", "delivered", "committed", "parked", "circuit", "next call", "trouble");
        foreach (var row in report.Destinations)
        {
            table.AddRow(ResultTable.Cells(
                row.Name, Count(row.Pending), Count(row.Delivered), Count(row.Committed), Count(row.Parked),
                row.Circuit(DateTimeOffset.UtcNow) + (row.AwaySince is { } since ? $" since {Time(since)}" : ""),
                row.NextAttempt is { } at ? Time(at) : "", row.Trouble ?? ""));
        }

        ResultTable.Write(table);
        foreach (var row in report.Destinations)
        {
            if (row.AskedSince is { } asked) AnsiConsole.WriteLine(FormattableString.Invariant(
                $"{row.Name}: asked to commit to {row.Asked} result(s), without a report since {Time(asked)}"));
            if (reconciled.Contains(row.Name) && row.Unseen > 0) AnsiConsole.WriteLine(FormattableString.Invariant(
                $"{row.Name}: {row.Unseen} result(s) that it took have not been looked for there yet"));
        }

        foreach (var parked in report.Parked.Where(row => row.Destination is not null)) AnsiConsole.WriteLine(
            $"Parked for {parked.Destination}: {parked.Kind} of study {parked.StudyUid}: {parked.Reason}");
    }

    static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
