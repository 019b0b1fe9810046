using Microsoft.Extensions.Logging;
using Npgsql;

namespace Acsa.Worker.Ledger;

/// <summary>
/// Waits for the server of a ledger that is not there yet. After a power cut it may need longer to start than a node, and a service that
/// ends again and again for want of it is given up by whoever starts it: then no scanner could send before somebody looked.
/// </summary>
static class LedgerArrival
{
    /// <summary>Returns when the server answers, whatever it answers; throws what it met last once the time is over.</summary>
    public static async Task WaitAsync(LedgerLocation ledger, TimeSpan atMost, TimeProvider time, ILogger log, CancellationToken stop)
    {
        if (ledger.Connection is not { } connection) return;
        var since = time.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await using var source = NpgsqlDataSource.Create(connection);
                await using var opened = await source.OpenConnectionAsync(stop);
                return;
            }
            catch (NpgsqlException error) when (error.IsTransient && time.GetElapsedTime(since) < atMost)
            {
                if (isFirst) Log.LedgerAwaited(log, error.Message);
            }
            catch (PostgresException)
            {
                return; // A wrong password, no such database: whoever opens the ledger says so.
            }

            await Task.Delay(Limits.TroublePause, time, stop);
        }
    }
}
