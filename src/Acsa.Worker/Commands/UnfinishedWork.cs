using System.Globalization;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Commands;

/// <summary>What would be lost with the data folder: studies without an outcome, results that a destination has yet to take.</summary>
static class UnfinishedWork
{
    static readonly string[] Unfinished = [StudyState.Received, StudyState.Assembled, StudyState.Failed, StudyState.Parked];

    /// <summary>A line for each kind; none when everything is done.</summary>
    public static IEnumerable<string> In(LedgerReport report) =>
    [
        .. report.StudiesByState.Where(pair => Unfinished.Contains(pair.Key))
            .Select(pair => Line(pair.Value, pair.Key == StudyState.Received
            || pair.Key == StudyState.Assembled ? "not analysed yet" : pair.Key, "study", "studies")),
        .. report.Destinations.Where(row => row.Pending + row.Parked > 0).Select(row => Line(row.Pending + row.Parked,
            $"not delivered to {row.Name}", "result", "results")),
    ];

    static string Line(long count, string what, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)} {what}");
}
