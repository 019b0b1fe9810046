using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa reconcile: what the ledger says was stored beside what the archive has.</summary>
static class ReconcileCommand
{
    public static Command Create()
    {
        var peer = new Option<string>("--peer")
        {
            Description = "A destination: its name in the configuration, or its AET@HOST:PORT", HelpName = "PACS", Required = true,
        };
        var study = new Option<string?>("--study") { Description = "Only this study", HelpName = "UID" };
        var days = CommonOptions.Days("Only studies that got an instance in the last so many days (default: all)");
        var resend = new Option<bool>("--resend") { Description = "Send again what is missing there" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("reconcile",
            "Compare the results that the ledger says were stored with those that a destination holds (C-FIND); "
            + "ends with 1 when they differ")
        {
            peer, study, days, resend, config, json,
        };
        command.SetAction((parsed, stop) =>
        {
            var configuration = CommonOptions.Read(parsed.GetValue(config));
            return RunAsync(
                configuration, Find(configuration, parsed.GetRequiredValue(peer)), parsed.GetValue(study),
                CommonOptions.Since(parsed.GetValue(days)), parsed.GetValue(resend), parsed.GetValue(json), stop);
        });
        return command;
    }

    static DestinationConfiguration Find(NodeConfiguration configuration, string text)
    {
        if (configuration.Destinations.FirstOrDefault(destination => destination.Name == text) is { } named) return named;
        var address = PeerAddress.Parse(text);
        return configuration.Destinations.FirstOrDefault(destination =>
            (destination.AeTitle, destination.Host, destination.Port) == (address.AeTitle, address.Host, address.Port))
            ?? throw new UsageException($"{text} is not a destination in the configuration: nothing was sent there to compare.");
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, DestinationConfiguration destination, string? study,
        DateTimeOffset? since, bool resend, bool json, CancellationToken stop)
    {
        if (configuration.Ledger.File is { } file && !File.Exists(file))
            throw new FileNotFoundException($"There is no ledger at {file}.", file);
        using var ledger = resend ? SqlLedger.Open(configuration.Ledger, TimeProvider.System, TimeSpan.Zero)
            : SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
        var known = await ledger.KnownResultsAsync(destination.Name, study, since, stop);
        var query = new ArchiveQuery(configuration.Dicom.AeTitle, destination,
            new PeerAddress(destination.AeTitle, destination.Host, destination.Port) { Tls = destination.Tls }.TlsInitiator());
        var held = new List<HeldInstance>();
        foreach (var uid in known.Select(result => result.StudyUid).Distinct()) held.AddRange(await query.FindAsync(uid, stop));

        var differences = Comparison.Run(known, held);
        var missing = differences.Where(difference => difference.Kind == Difference.Missing)
            .Select(difference => difference.SopInstanceUid);
        var resent = resend ? await ledger.ResendAsync(destination.Name, [.. missing], stop) : 0;
        var counts = (Stored: known.Count(result => result.IsStored), Waiting: known.Count(result => result.State == OutboxState.Pending),
            Parked: known.Count(result => result.State == OutboxState.Parked));
        var studies = known.Select(result => result.StudyUid).Distinct().Count();
        if (json) Console.WriteLine(ResultJson.WriteIndented(new
        {
            destination = destination.Name, studies, stored = counts.Stored, waiting = counts.Waiting, parked = counts.Parked, resent,
            differences = differences.Select(difference => new
            {
                difference.Kind, studyInstanceUid = difference.StudyUid, sopInstanceUid = difference.SopInstanceUid, difference.Result,
            }),
        }));
        else Print(destination.Name, differences, studies, counts, resent);
        return differences.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static void Print(string destination, IReadOnlyList<Difference> differences, int studies, (int Stored, int Waiting, int Parked) counts,
        int resent)
    {
        var table = ResultTable.Plain("difference", "result", "object", "study");
        foreach (var difference in differences)
            table.AddRow(ResultTable.Cells(difference.Kind, difference.Result ?? "", difference.SopInstanceUid, difference.StudyUid));
        if (differences.Count > 0) ResultTable.Write(table);
        Console.WriteLine(FormattableString.Invariant(
            $"{destination}: {studies} studies, {counts.Stored} results stored, {counts.Waiting} waiting, {counts.Parked} parked; ")
            + (differences.Count == 0 ? "nothing differs."
                : FormattableString.Invariant($"{differences.Count} differ, {resent} are sent again.")));
    }
}
