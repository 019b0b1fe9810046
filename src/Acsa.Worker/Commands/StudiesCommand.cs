using System.CommandLine;
using System.Globalization;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa studies: what the ledger knows, study by study.</summary>
static class StudiesCommand
{
    const int ShownAtMost = 1000;

    public static Command Create()
    {
        var state = new Option<string?>("--state") { Description = "Only studies in this state", HelpName = "STATE" };
        state.AcceptOnlyFromAmong(
            StudyState.Received, StudyState.Assembled, StudyState.Analysed, StudyState.Delivered, StudyState.Committed, StudyState.Failed,
            StudyState.Parked);
        var days = CommonOptions.Days("Only studies that got an instance in the last so many days");
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("studies", $"List studies with their states, the last received first, at most {ShownAtMost}")
        {
            state, days, config, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)).Ledger, parsed.GetValue(state), CommonOptions.Since(parsed.GetValue(days)),
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(LedgerLocation location, string? state, DateTimeOffset? since, bool json, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(location, TimeProvider.System);
        var studies = await ledger.StudiesAsync(state, since, ShownAtMost, stop);
        if (json) Console.WriteLine(ResultJson.WriteIndented(new
        {
            studies = studies.Select(study => new
            {
                studyInstanceUid = study.StudyUid, study.State, study.Outcome, study.Reasons, lastReceived = study.LastReceived,
                study.Instances,
            }),
        }));
        else Print(studies);
        return ExitCode.Success;
    }

    static void Print(IReadOnlyList<StudyRow> studies)
    {
        var table = ResultTable.Plain("study", "received", "instances", "state", "outcome", "reasons");
        foreach (var study in studies)
        {
            table.AddRow(ResultTable.Cells(
                study.StudyUid, study.LastReceived.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                study.Instances.ToString(CultureInfo.InvariantCulture), study.State, study.Outcome ?? "", string.Join(' ', study.Reasons)));
        }

        ResultTable.Write(table);
    }
}
