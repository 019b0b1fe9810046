using System.CommandLine;
using System.Globalization;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa show UID: the way of a study, an instance or a result through the node, with times.</summary>
static class ShowCommand
{
    public static Command Create()
    {
        var uid = new Argument<string>("UID") { Description = "Study Instance UID, or SOP Instance UID of an image or a result" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("show", "Show the way of a study, an image or a result, with times") { uid, config, json };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)).Ledger, parsed.GetRequiredValue(uid), parsed.GetValue(json),
            stop));
        return command;
    }

    static async Task<int> RunAsync(LedgerLocation location, string uid, bool json, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(location, TimeProvider.System);
        var events = await ledger.EventsAsync(uid, stop);
        var study = await ledger.EvidenceAsync(uid, stop);
        var forgotten = await ledger.ForgottenAsync(uid, stop);
        var entries = (await ledger.StudiesAsync([uid], stop)).SelectMany(summary => summary.Entries).Select(ResultJson.Read<ResultEntry>);
        var measurements = StudyStage.Run(entries).FirstOrDefault();
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { uid, study, measurements, events, forgotten }));
        else
        {
            Print(uid, study, events, forgotten);
            if (measurements is not null) ResultTable.PrintStudies([measurements]);
        }

        return events.Count + forgotten.Count > 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static void Print(string uid, StudyEvidence? study, IReadOnlyList<EventRow> events, IReadOnlyList<ForgottenStudy> forgotten)
    {
        foreach (var row in forgotten) AnsiConsole.WriteLine(
            $"Study {row.StudyUid}, received {Time(row.FirstReceived)} to {Time(row.LastReceived)}: "
            + FormattableString.Invariant($"{row.Instances} object(s), {row.Results} result(s), {row.Outcome ?? "no finding"}, ")
            + $"{row.State} to {string.Join(", ", row.Destinations)} by {Time(row.Settled)}; its rows were removed {Time(row.Forgotten)}.");
        if (events.Count == 0)
        {
            if (forgotten.Count > 0) return;
            Console.Error.WriteLine($"acsa: the ledger knows nothing of {uid}.");
            return;
        }

        if (study is not null) Print(study);
        var table = ResultTable.Plain("time", "event", "object", "destination", "detail");
        foreach (var row in events)
        {
            table.AddRow(ResultTable.Cells(
                Time(row.At), row.Kind, row.ResultUid
                    ?? row.SopInstanceUid ?? "",
                row.Destination ?? "", row.Detail ?? ""));
        }

        ResultTable.Write(table);
    }

    static void Print(StudyEvidence study)
    {
        AnsiConsole.WriteLine($"Study {study.StudyUid}: {study.State}{(study.Outcome is { } outcome ? $", {outcome}" : "")}");
        foreach (var reason in study.Reasons) AnsiConsole.WriteLine(reason);
        var table = ResultTable.Plain("object", "from", "durable", "analysed", "result", "destination", "stored", "committed", "state");
        foreach (var instance in study.Instances)
        {
            table.AddRow(ResultTable.Cells(
                instance.SopInstanceUid, instance.CallingAe, Time(instance.Durable), Time(instance.Analysed), "", "", "", "",
                instance.State));
            foreach (var result in instance.Results)
            {
                table.AddRow(ResultTable.Cells(
                    result.SopInstanceUid, "", "", Time(result.Created), result.Kind, result.Destination ?? "", Time(result.Stored),
                    Time(result.Committed), $"{result.State ?? "not sent"}{(result.Stands ? "" : ", stands no more")}"));
            }
        }

        ResultTable.Write(table);
    }

    static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";
}
