using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Gathers the overview.</summary>
sealed class Overview(
    SqlLedger ledger, LiveConfiguration live, ConfigurationStore store, IHealth health, IFreeSpace disk, DataFolder data, ModelsView models,
    RefusedCallers refused, PeerTests peers, NodePorts ports)
{
    public async Task<OverviewReport> ReadAsync(CancellationToken stop)
    {
        var (report, configuration, now) = (await ledger.ReportAsync(stop), live.Current, ledger.Clock.GetUtcNow());
        var rows = report.Destinations.ToDictionary(row => row.Name, StringComparer.Ordinal);
        // One that nothing was ever sent to is shown too, and one that is configured no more as long as results wait for it.
        var destinations = configuration.Destinations.Select(to => to.Name).Concat(rows.Keys).Distinct().Select(name =>
            rows.GetValueOrDefault(name) ?? new DestinationRow(name, 0, 0, 0, 0, null, null));
        var (isWell, used) = (health.Current, models.Read());
        return new(
            configuration.Dicom.AeTitle, ports.Description, isWell.IsWell, isWell.Problems, report.StudiesByState,
            await ledger.StageAgesAsync(stop), report.Studies,
            [.. destinations.Select(row => new DestinationView(
                row.Name, configuration.Destinations.Any(to => to.Name == row.Name), row.Pending, row.Delivered, row.Committed, row.Parked,
                row.Circuit(now), row.NextAttempt, row.Trouble, peers.LastEcho(row.Name)))],
            report.Instances, report.Unreadable, report.Conflicts, FreeBytes(), configuration.Spool.ReserveBytes, used.InUse, used.Problems,
            refused.Snapshot().Count, store.AwaitingRestart())
        {
            Unwritten = [.. report.Parked.Where(row => row.Destination is null)],
        };
    }

    long? FreeBytes()
    {
        try
        {
            return disk.AvailableBytes(data.Spool);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
