namespace Acsa.Worker.Retention;

/// <summary>The ledger as retention sees it. Each method is one transaction.</summary>
interface IRetentionLedger
{
    /// <summary>Received files of finished studies that nothing happened to since a time.</summary>
    Task<IReadOnlyList<KeptFile>> FinishedInstancesAsync(
        DateTimeOffset since, FinishRule rule, int limit, CancellationToken stop);

    /// <summary>The same for result files.</summary>
    Task<IReadOnlyList<KeptFile>> FinishedResultsAsync(
        DateTimeOffset since, FinishRule rule, int limit, CancellationToken stop);

    /// <summary>Records that files are gone; <paramref name="results"/> says of which kind.</summary>
    Task RemovedAsync(IReadOnlyList<KeptFile> files, bool results, CancellationToken stop);

    /// <summary>Removes the rows of studies whose files are gone and that nothing happened to since a time; returns how many
    /// studies.</summary>
    Task<int> ForgetAsync(DateTimeOffset since, int limit, CancellationToken stop);

    /// <summary>How many studies that are not finished had their last instance before a time.</summary>
    Task<long> OverdueAsync(DateTimeOffset since, CancellationToken stop);
}
