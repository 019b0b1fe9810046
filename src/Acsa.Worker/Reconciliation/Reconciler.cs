using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Reconciliation;

/// <summary>
/// Looks by C-FIND for what destinations said they have: an archive that commits to what it lacks is found out before retention removes
/// the files. Only an answer to the end says that something is missing.
/// </summary>
sealed class Reconciler(
    LiveConfiguration live, IReconcileLedger ledger, Func<DestinationConfiguration, ITlsInitiator?> tls, TimeProvider time,
    ILogger<Reconciler> log, Action<DestinationConfiguration, string>? asked = null)
{
    const int StudiesAtOnce = 50;

    /// <summary>All destinations that are to be asked, one after the other; one that does not answer is left for the next time.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var destination in live.Current.Destinations.Where(to => to.Reconcile != ReconcileMode.Off))
        {
            try
            {
                await RunAsync(destination, stop);
            }
            catch (ArchiveQueryException error)
            {
                Log.NotReconciled(log, destination.Name, error.Message);
            }
        }
    }

    async Task RunAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        var query = new ArchiveQuery(live.Current.Dicom.AeTitle, destination, tls(destination));
        var (seen, lost) = (0, new LostCount());
        var before = time.GetUtcNow() - destination.ReconcileAfter;
        // Each of them is seen, sent again or parked, and so is not among the next.
        while (await ledger.UnseenAsync(destination.Name, destination.Commitment, before, StudiesAtOnce, stop) is { Count: > 0 } unseen)
        {
            foreach (var study in unseen.GroupBy(result => result.StudyUid, result => result.SopInstanceUid))
            {
                asked?.Invoke(destination, study.Key);
                var held = (await query.FindAsync(study.Key, stop)).Select(instance => instance.SopInstanceUid)
                    .ToHashSet(StringComparer.Ordinal);
                var there = study.Where(held.Contains).ToList();
                var missing = study.Where(uid => !held.Contains(uid)).ToList();
                await ledger.SeenAsync(destination.Name, there, stop);
                var become = missing.Count == 0 ? default : await ledger.LostAsync(
                    destination.Name, missing, destination.Reconcile == ReconcileMode.Resend ? Limits.ResendsOfLost : 0, stop);
                (seen, lost) = (seen + there.Count, new(lost.Resent + become.Resent, lost.Parked + become.Parked));
            }
        }

        if (lost.Resent + lost.Parked > 0) Log.FoundMissing(log, destination.Name, lost.Resent + lost.Parked, lost.Resent, lost.Parked);
        if (seen > 0) Log.Reconciled(log, destination.Name, seen);
    }
}
