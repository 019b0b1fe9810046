using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Routing;

/// <summary>What rules are held against of a study that the node holds.</summary>
static class HeldInstances
{
    /// <summary>Of each instance its SOP Instance UID and its facts; none of a study that is not known.</summary>
    /// <param name="onlyKept">Whether those whose files retention has removed are left out.</param>
    public static async Task<IReadOnlyList<(string Name, RoutingFacts Facts)>> FactsAsync(
        SqlLedger ledger, NodeConfiguration configuration, string uid, bool onlyKept, CancellationToken stop)
    {
        if (await ledger.FilesAsync(uid, stop) is not { } study) return [];
        var found = new List<(string, RoutingFacts)>();
        foreach (var instance in study.Instances.Where(instance => instance.IsKept || !onlyKept))
        {
            var events = await ledger.EventsAsync(instance.SopInstanceUid, stop);
            var findings = study.Findings.Where(finding => finding.SopInstanceUid == instance.SopInstanceUid)
                .Select(finding => ResultJson.Read<ResultEntry>(finding.Entry))
                    .Select(entry => new FoundFact(entry.Structure, entry.Laterality, entry.Status)).ToList();
            var values = RoutingFile.Read(Path.Combine(DataFolder.SpoolIn(configuration.Data), instance.File), configuration.Routing.Tags);
            found.Add((instance.SopInstanceUid,
                new(events.FirstOrDefault(row => row.Kind is EventKind.Received or EventKind.Adopted)?.Detail, values,
                events.Any(row => row.Kind is EventKind.Analysed or EventKind.NotAnalysed) ? findings : null)));
        }

        return found;
    }

    /// <summary>
    /// Why a study that is analysed again is not analysed, or its results are not sent, as the rules and what was found last say now: one
    /// sentence each, with the number of instances.
    /// </summary>
    public static async Task<IReadOnlyList<string>> HeldBackAsync(
        SqlLedger ledger, NodeConfiguration configuration, string uid, CancellationToken stop) =>
        configuration.Routing.Rules.Count == 0 ? []
            : [.. (await FactsAsync(ledger, configuration, uid, onlyKept: true, stop))
                .SelectMany(instance => configuration.Routing.Decide(instance.Facts).Words).GroupBy(words => words)
                .Select(same => FormattableString.Invariant($"{same.Count()} object(s): {same.Key}"))];
}
