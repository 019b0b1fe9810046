using System.Data.Common;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Spool;

/// <summary>
/// Group commit: of the associations that wait for their instance's row, one records all of them in one transaction, after flushing
/// each folder that they were written to once. It begins as soon as the commit before it is done; what arrives meanwhile is the next
/// batch. So a lone association waits for nobody, and many share the disk's flushes.
/// </summary>
/// <param name="ledger">Gets the rows.</param>
/// <param name="flush">Whether folders are flushed; false is for measurements only.</param>
sealed class CommitQueue(IInstanceLedger ledger, bool flush)
{
    readonly Lock _gate = new();
    List<Waiting> _waiting = [];
    bool _busy;

    /// <summary>Makes the name of a flushed file durable and records it. Throws what the disk or the ledger threw.</summary>
    /// <param name="instance">What to record.</param>
    /// <param name="folder">The folder in which the file was given its name.</param>
    public async Task<RecordedInstance> CommitAsync(SpooledInstance instance, string folder)
    {
        var mine = new Waiting(instance, folder);
        bool leads;
        lock (_gate)
        {
            _waiting.Add(mine);
            leads = !_busy;
            _busy = true;
        }

        if (leads || await mine.Turn.Task) await LeadAsync();
        return mine.Recorded ?? throw mine.Error!;
    }

    async Task LeadAsync()
    {
        List<Waiting> batch;
        lock (_gate)
        {
            var count = Math.Min(_waiting.Count, Limits.InstancesPerCommit);
            batch = _waiting[..count];
            _waiting = _waiting[count..];
        }

        await RecordAsync(batch);
        lock (_gate)
        {
            // The next batch is led by the first that waits for it, so that nobody works on for others after his own is done.
            if (_waiting.Count > 0) _waiting[0].Turn.SetResult(true);
            else _busy = false;
        }

        foreach (var one in batch) one.Turn.TrySetResult(false);
    }

    async Task RecordAsync(List<Waiting> batch)
    {
        try
        {
            if (flush) foreach (var folder in batch.Select(one => one.Folder).Distinct(StringComparer.Ordinal)) DurableFolder.Flush(folder);
            // Not cancelled: the file lies there, and one caller's stop is not the others'.
            var recorded = await ledger.RecordAsync([.. batch.Select(one => one.Instance)], adopted: false, CancellationToken.None);
            for (var i = 0; i < batch.Count; i++) batch[i].Recorded = recorded[i];
        }
        catch (DbException error) when (batch.Count > 1 && error is not CommitUnknownException && !error.IsTransient)
        {
            // Who is to blame is found one by one; the others have nothing to do with it. A server that is away is nobody's fault, and to
            // wait for it once more for each would keep the last longer than its scanner waits.
            foreach (var one in batch) await RecordAsync([one]);
        }
        catch (Exception error)
        {
            // Everything is passed on: whoever waits must not wait for ever.
            foreach (var one in batch) one.Error = error;
        }
    }

    sealed class Waiting(SpooledInstance instance, string folder)
    {
        public SpooledInstance Instance => instance;
        public string Folder => folder;

        /// <summary>True: lead the next batch. False: the instance was dealt with.</summary>
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RecordedInstance? Recorded { get; set; }
        public Exception? Error { get; set; }
    }
}
