using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Acsa.Worker.Tests.Spool;

public sealed class CommitQueueTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ScriptedLedger _ledger = new();
    readonly CommitQueue _queue;

    public CommitQueueTests() => _queue = new CommitQueue(_ledger, flush: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lone_instance_waits_for_nobody()
    {
        await Commit("1");
        await Commit("2");
        Assert.Equal(["1", "2"], _ledger.Batches);
    }

    [Fact]
    public async Task What_comes_during_a_commit_shares_the_next_one_in_the_order_in_which_it_came()
    {
        var gate = _ledger.Hold();
        Task<RecordedInstance>[] all = [Commit("1"), Commit("2"), Commit("3"), Commit("4")];
        gate.SetResult();
        var recorded = await Task.WhenAll(all);
        Assert.Equal(["1", "2 3 4"], _ledger.Batches);
        Assert.Equal(["1", "2", "3", "4"], recorded.Select(one => one.File));
    }

    [Fact]
    public async Task One_that_the_ledger_refuses_does_not_take_the_others_of_its_batch_with_it()
    {
        var gate = _ledger.Hold();
        _ledger.Refused = "3";
        Task<RecordedInstance>[] all = [Commit("1"), Commit("2"), Commit("3"), Commit("4")];
        gate.SetResult();
        foreach (var i in new[] { 0, 1, 3 }) await all[i];
        await Assert.ThrowsAsync<SqliteException>(() => all[2]);
        Assert.Equal(StoreVerdict.Stored, (await Commit("5")).Verdict);
    }

    [Fact]
    public async Task A_ledger_that_is_away_is_called_once_for_all_that_wait()
    {
        var gate = _ledger.Hold();
        Task<RecordedInstance>[] all = [Commit("1"), Commit("2"), Commit("3"), Commit("4")];
        _ledger.Away = new NpgsqlException("away", new System.Net.Sockets.SocketException());
        gate.SetResult();
        foreach (var one in all) await Assert.ThrowsAsync<NpgsqlException>(() => one);
        Assert.Equal(2, _ledger.Calls);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_flushed_is_not_recorded()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => _queue.CommitAsync(Instance("1"), _folder["absent"]));
        Assert.Empty(_ledger.Batches);
        await Commit("2");
    }

    [Fact]
    public async Task Many_at_once_are_all_answered_each_with_its_own()
    {
        var recorded = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => Commit($"{i}"))));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), recorded.Select(one => one.File));
        Assert.All(_ledger.Batches, batch => Assert.InRange(batch.Split(' ').Length, 1, Limits.InstancesPerCommit));
    }

    Task<RecordedInstance> Commit(string name) => _queue.CommitAsync(Instance(name), _folder.Path);

    static SpooledInstance Instance(string name) => Specimen.Instance("1.2") with { File = name };

    sealed class ScriptedLedger : IInstanceLedger
    {
        TaskCompletionSource? _gate;

        public List<string> Batches { get; } = [];
        public string? Refused { get; set; }
        public Exception? Away { get; set; }
        public int Calls { get; private set; }

        /// <summary>Makes the next commit last until the result is set.</summary>
        public TaskCompletionSource Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<IReadOnlyList<RecordedInstance>> RecordAsync(IReadOnlyList<SpooledInstance> instances, bool adopted,
            CancellationToken stop)
        {
            Calls++;
            if (Interlocked.Exchange(ref _gate, null) is { } gate) await gate.Task;
            if (Away is { } away) throw away;
            if (instances.Any(one => one.File == Refused)) throw new SqliteException("refused", 19);
            lock (Batches) Batches.Add(string.Join(' ', instances.Select(one => one.File)));
            return [.. instances.Select(one => new RecordedInstance(StoreVerdict.Stored, 1, one.File))];
        }

        public Task RestoredAsync(long instanceId, long bytes, CancellationToken stop) => Task.CompletedTask;

        public bool CountsInstancesOf(string callingAe) => false;

        public Task<IReadOnlySet<string>> SpoolFilesAsync(CancellationToken stop) => throw new NotSupportedException();
    }
}
