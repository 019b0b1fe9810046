using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa status: what the ledger says, whether the node runs or not.</summary>
static class StatusCommand
{
    public static Command Create()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("status", "Show studies, last results and the destinations' queues, from the ledger") { config, json };
        command.SetAction((parsed, stop) => RunAsync(CommonOptions.Read(parsed.GetValue(config)), parsed.GetValue(json), stop));
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
        var health = HealthReport.Judge(await ledger.StageAgesAsync(stop), configuration.Health);
        if (json) Console.WriteLine(ResultJson.WriteIndented(Shape(report, health)));
        else Print(report, health);
        return health.IsWell ? ExitCode.Success : ExitCode.Failed;
    }

    static object Shape(LedgerReport report, HealthReport health) => new
    {
        health = new { health.IsWell, health.Problems },
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
            row.Failures, row.NextAttempt, row.Trouble,
        }),
        parked = report.Parked,
    };

    static void Print(LedgerReport report, HealthReport health)
    {
        foreach (var problem in health.Problems) AnsiConsole.WriteLine($"Unwell: {problem}");
        AnsiConsole.WriteLine(report.StudiesByState.Count == 0
            ? "No study was received yet."
            : "Studies: " + string.Join(", ", report.StudiesByState.Select(pair =>
                FormattableString.Invariant($"{pair.Value} {pair.Key}"))));
        if (report.Unreadable > 0) AnsiConsole.WriteLine(
            FormattableString.Invariant($"{report.Unreadable} object(s) could not be read and are kept as received."));
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
        PrintDestinations(report);
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

    static void PrintDestinations(LedgerReport report)
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
        foreach (var parked in report.Parked) AnsiConsole.WriteLine(
            $"Parked for {parked.Destination}: {parked.Kind} of study {parked.StudyUid}: {parked.Reason}");
    }

    static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
