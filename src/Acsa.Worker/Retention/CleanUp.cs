using System.Globalization;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Retention;

/// <summary>
/// Removes what is finished and old enough: received files, results, rows. A file goes before its row says so: whatever interrupts, the
/// next time finds the rest.
/// </summary>
/// <param name="spool">The spool's folder.</param>
/// <param name="results">The results' folder.</param>
sealed class CleanUp(
    RetentionConfiguration settings, Func<FinishRule> rules, string spool, string results, IRetentionLedger ledger,
    TimeProvider time, ILogger<CleanUp> log)
{
    const int Batch = 500;

    /// <summary>One clean-up.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // Asked for each time: destinations come and go while the node runs.
        var (now, rule) = (time.GetUtcNow(), rules());
        var received = settings.ReceivedDays == 0 ? 0 : await RemoveAsync(
            spool, false,
            (since, limit) => ledger.FinishedInstancesAsync(since, rule, limit, stop), now.AddDays(-settings.ReceivedDays), stop);
        var made = settings.ResultDays == 0 ? 0 : await RemoveAsync(
            results, true,
            (since, limit) => ledger.FinishedResultsAsync(since, rule, limit, stop), now.AddDays(-settings.ResultDays), stop);
        var forgotten = 0;
        if (settings.LedgerDays > 0)
        {
            while (await ledger.ForgetAsync(now.AddDays(-settings.LedgerDays), Batch, stop) is > 0 and var some) forgotten += some;
        }

        if (received + made + forgotten > 0) Log.CleanedUp(log, received, made, forgotten);
        if (settings.ReceivedDays > 0 && await ledger.OverdueAsync(now.AddDays(-settings.ReceivedDays), stop) is > 0 and var overdue)
            Log.Overdue(log, overdue, settings.ReceivedDays);
    }

    async Task<int> RemoveAsync(string folder, bool areResults, Func<DateTimeOffset, int, Task<IReadOnlyList<KeptFile>>> next,
        DateTimeOffset since,
        CancellationToken stop)
    {
        var (removed, left) = (0, new HashSet<long>());
        Exception? trouble = null;
        while ((await next(since, Batch + left.Count)).Where(file => !left.Contains(file.Id)).ToList() is { Count: > 0 } files)
        {
            foreach (var file in files)
            {
                if (TryDelete(Path.Combine(folder, file.File)) is not { } why) continue;
                trouble ??= why;
                left.Add(file.Id);
            }

            files.RemoveAll(file => left.Contains(file.Id));
            await ledger.RemovedAsync(files, areResults, stop);
            removed += files.Count;
            // So many are not single files that somebody holds.
            if (left.Count >= Batch) break;
        }

        if (removed > 0) RemoveEmptyDays(folder);
        if (trouble is not null) Log.NotRemoved(log, left.Count, trouble);
        return removed;
    }

    // One that cannot be removed does not keep the others on a disk that fills up; the next time has it again.
    static Exception? TryDelete(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error;
        }
    }

    // Not the folders of the last days: another node may be about to write there.
    void RemoveEmptyDays(string folder)
    {
        var recent = time.GetUtcNow().AddDays(-2);
        foreach (var day in Directory.EnumerateDirectories(folder))
        {
            if (DateTime.TryParseExact(Path.GetFileName(day), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date < recent.Date && !Directory.EnumerateFileSystemEntries(day).Any()) Directory.Delete(day);
        }
    }
}
