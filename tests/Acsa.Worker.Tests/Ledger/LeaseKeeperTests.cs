using Acsa.Worker.Ledger;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Tests.Ledger;

public sealed class LeaseKeeperTests
{
    static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(60);
    readonly LeaseKeeper _keeper = new(Lease, TimeProvider.System);

    [Fact]
    public async Task Renews_while_the_work_goes_on_and_not_after_it()
    {
        var renewals = 0;
        var enough = new TaskCompletionSource();
        var answer = await _keeper.HoldAsync("it", _ =>
        {
            if (++renewals == 3) enough.SetResult();
            return Task.FromResult(true);
        }, async _ =>
        {
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(1));
            return 7;
        }, default);
        Assert.Equal(7, answer);
        var counted = renewals;
        await Task.Delay(Lease * 2);
        Assert.Equal(counted, renewals);
    }

    [Fact]
    public async Task Work_whose_lease_was_lost_is_stopped_and_says_so() =>
        await Assert.ThrowsAsync<LeaseLostException>(() => _keeper.HoldAsync("it", _ => Task.FromResult(false), Endless, default));

    [Fact]
    public async Task A_ledger_that_does_not_answer_is_a_lost_lease_only_once_the_lease_has_run_out()
    {
        var renewals = 0;
        await Assert.ThrowsAsync<LeaseLostException>(() => _keeper.HoldAsync("it", _ =>
        {
            renewals++;
            throw new SqliteException("away", 14);
        }, Endless, default));
        Assert.True(renewals >= 2, $"{renewals} attempts");
    }

    [Fact]
    public async Task A_stop_is_a_stop_and_no_lost_lease()
    {
        using var stop = new CancellationTokenSource();
        var working = _keeper.HoldAsync("it", _ => Task.FromResult(true), Endless, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task What_the_work_throws_is_passed_on() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => _keeper.HoldAsync<int>("it", _ => Task.FromResult(true),
            _ => throw new InvalidDataException(), default));

    static async Task<int> Endless(CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), stop);
        return 0;
    }
}
