using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Operations;

public sealed class LedgerCheckTests
{
    readonly SteppedTime _time = new();
    readonly Counted _ledger = new();

    [Fact]
    public async Task However_many_ask_the_ledger_is_asked_once_in_a_while()
    {
        var check = new LedgerCheck(_ledger, _time);
        var all = Enumerable.Range(0, 500).Select(_ => check.LookAsync(default)).ToList();
        _ledger.Answer.SetResult(new(null, null, null, null));
        Assert.All(await Task.WhenAll(all), answer => Assert.Equal(HealthCheck.Pass, answer.Status));
        await check.LookAsync(default);
        Assert.Equal(1, _ledger.Asked);
        _time.Advance(Limits.HealthPause);
        await check.LookAsync(default);
        Assert.Equal(2, _ledger.Asked);
    }

    [Fact]
    public async Task Who_goes_away_takes_nobodys_answer_along()
    {
        var check = new LedgerCheck(_ledger, _time);
        using var gone = new CancellationTokenSource();
        var (one, other) = (check.LookAsync(gone.Token), check.LookAsync(default));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        _ledger.Answer.SetResult(new(null, null, null, null));
        Assert.Equal(HealthCheck.Pass, (await other).Status);
    }

    sealed class Counted : IAssemblyLedger
    {
        public TaskCompletionSource<StageAges> Answer { get; } = new();
        public int Asked { get; private set; }

        public Task<StageAges> StageAgesAsync(CancellationToken stop)
        {
            Asked++;
            return Answer.Task;
        }

        public Task AssociationEndedAsync(string association, CancellationToken stop) => Task.CompletedTask;

        public Task<int> EndAssociationsOfAsync(string node, CancellationToken stop) => Task.FromResult(0);

        public Task<bool> CompleteStudyAsync(string studyUid, CancellationToken stop) => Task.FromResult(false);
    }
}
