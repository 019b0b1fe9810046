using System.Data.Common;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Operations;

/// <summary>
/// Whether the ledger answers. It is asked no more often than <see cref="Limits.HealthPause"/>, and by one at a time: who asks for our
/// health need not have signed in, and shares the ledger with the instances that come in.
/// </summary>
sealed class LedgerCheck(IAssemblyLedger ledger, TimeProvider time)
{
    readonly Lock _gate = new();
    Task<HealthCheck>? _answer;
    long _at;

    public Task<HealthCheck> LookAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            if (_answer is null || (_answer.IsCompleted && time.GetElapsedTime(_at) >= Limits.HealthPause))
                (_at, _answer) = (time.GetTimestamp(), AskAsync());
            return _answer.WaitAsync(stop);
        }
    }

    // Nobody's stop ends it: it is the others' answer, too.
    async Task<HealthCheck> AskAsync()
    {
        using var limit = new CancellationTokenSource(Limits.HealthAnswer, time);
        try
        {
            await ledger.StageAgesAsync(limit.Token).WaitAsync(limit.Token);
            return new("ledger", HealthCheck.Pass);
        }
        catch (DbException)
        {
            return new("ledger", HealthCheck.Fail, "The ledger cannot be read.");
        }
        catch (OperationCanceledException)
        {
            return new("ledger", HealthCheck.Fail, "The ledger does not answer in time.");
        }
    }
}
