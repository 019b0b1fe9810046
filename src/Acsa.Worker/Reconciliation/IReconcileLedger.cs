namespace Acsa.Worker.Reconciliation;

/// <summary>The ledger as the scheduled comparison with archives sees it. Each method is one transaction.</summary>
interface IReconcileLedger
{
    /// <summary>Results that a destination took, and committed to where that is asked for, before a time, and that no query has found there
    /// since; of so many studies at most, those whose results were taken first.</summary>
    Task<IReadOnlyList<UnseenResult>> UnseenAsync(
        string destination, bool committed, DateTimeOffset before, int studies, CancellationToken stop);

    /// <summary>Says that a query found results at their destination.</summary>
    Task SeenAsync(string destination, IReadOnlyCollection<string> sopInstanceUids, CancellationToken stop);

    /// <summary>Says that a query did not find results that the destination had taken: they are sent again where that is wanted, was not
    /// tried too often and their files are kept; else they are parked.</summary>
    /// <param name="resends">How often each may be sent again.</param>
    Task<LostCount> LostAsync(string destination, IReadOnlyCollection<string> sopInstanceUids, int resends, CancellationToken stop);
}
