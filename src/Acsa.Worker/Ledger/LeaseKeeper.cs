using System.Data.Common;

namespace Acsa.Worker.Ledger;

/// <summary>Does work under a lease: renews it while the work goes on, and stops the work when it was lost.</summary>
/// <param name="lease">How long the lease holds without a renewal; it is renewed three times as often.</param>
sealed class LeaseKeeper(TimeSpan lease, TimeProvider time)
{
    /// <summary>Runs the work to its end; throws <see cref="LeaseLostException"/> when it was stopped because its lease was lost.</summary>
    /// <param name="name">What is worked on, in words.</param>
    /// <param name="renew">Renews the lease; false when it was lost.</param>
    public async Task<T> HoldAsync<T>(string name, Func<CancellationToken, Task<bool>> renew, Func<CancellationToken, Task<T>> work,
        CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = KeepAsync(renew, lost, done.Token);
        try
        {
            return await work(lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new LeaseLostException(name);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    async Task KeepAsync(Func<CancellationToken, Task<bool>> renew, CancellationTokenSource lost, CancellationToken done)
    {
        var renewed = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(lease / 3, time, done);
                try
                {
                    if (!await renew(done)) break;
                    renewed = time.GetTimestamp();
                }
                catch (DbException)
                {
                    // A ledger that does not answer takes nobody's lease away before its time; the work itself meets the trouble, too.
                    if (time.GetElapsedTime(renewed) >= lease) break;
                }
            }

            await lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is done, or the node stops.
        }
    }
}
