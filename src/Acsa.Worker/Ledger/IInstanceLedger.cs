namespace Acsa.Worker.Ledger;

/// <summary>The ledger as the spool sees it. Each method is one transaction.</summary>
interface IInstanceLedger
{
    /// <summary>Records spooled instances, in their order, and wakes their studies. What is held already gets no row of its own.</summary>
    Task<IReadOnlyList<RecordedInstance>> RecordAsync(IReadOnlyList<SpooledInstance> instances, bool adopted, CancellationToken stop);

    /// <summary>Says that the lost file of an instance is there again: when it had failed, it is analysed again.</summary>
    /// <param name="bytes">How long the file is; its header may name another sender than the one before.</param>
    Task RestoredAsync(long instanceId, long bytes, CancellationToken stop);

    /// <summary>Whether studies from a calling AE title are complete when they hold as many instances as it says.</summary>
    bool CountsInstancesOf(string callingAe);

    /// <summary>The spool's files that have a row.</summary>
    Task<IReadOnlySet<string>> SpoolFilesAsync(CancellationToken stop);
}
