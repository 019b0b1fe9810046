using Npgsql;

namespace Acsa.Worker.Ledger;

/// <summary>A ledger on a PostgreSQL server, for one node or several: a few connections, each transaction on one of them.</summary>
sealed class PostgresEngine : ILedgerEngine
{
    // What the server asks to be repeated (Appendix A of its manual): serialization_failure and deadlock_detected.
    static readonly string[] Repeatable = [PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected];
    readonly NpgsqlDataSource _source;
    readonly SemaphoreSlim _connections = new(Limits.LedgerConnections);
    readonly LedgerClock? _clock;

    /// <param name="connection">Npgsql's connection string.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="databaseClock">Whether the server's clock judges leases; false leaves that to <paramref name="time"/>.</param>
    public PostgresEngine(string connection, TimeProvider time, bool databaseClock)
    {
        var text = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = "acsa",
            MaxPoolSize = Limits.LedgerConnections,
            MaxAutoPrepare = 60,
            Timeout = 10,
            CommandTimeout = 30,
            // Success on the wire relies on the first. A node that stands still in a transaction must not hold up the others for long.
            Options = "-c synchronous_commit=on -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
        };
        Description = FormattableString.Invariant($"PostgreSQL at {text.Host}:{text.Port}, database {text.Database}");
        _source = NpgsqlDataSource.Create(text);
        _clock = databaseClock ? new LedgerClock(time) : null;
        Clock = _clock ?? time;
    }

    public string Description { get; }

    public TimeProvider Clock { get; }

    public T Begin<T>(Func<LedgerSession, T> work, bool readOnly) => RunRepeatedly(work);

    public async Task<T> WriteAsync<T>(Func<LedgerSession, T> work, CancellationToken stop)
    {
        await _connections.WaitAsync(stop);
        try
        {
            // The statements are written once for both engines, and SQLite knows no asynchronous ones: a thread waits for the server.
            return await Task.Run(() => RunRepeatedly(work), CancellationToken.None);
        }
        finally
        {
            _connections.Release();
        }
    }

    public Task<T> ReadAsync<T>(Func<LedgerSession, T> work, CancellationToken stop) => WriteAsync(work, stop);

    public Task CareAsync(CancellationToken stop) => Task.CompletedTask; // autovacuum

    public void Dispose()
    {
        _source.Dispose();
        _connections.Dispose();
    }

    T RunRepeatedly<T>(Func<LedgerSession, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (isOpen, committing) = (false, false);
            try
            {
                using var connection = _source.OpenConnection();
                isOpen = true;
                using var transaction = connection.BeginTransaction();
                var result = work(NewSession(connection));
                committing = true;
                transaction.Commit();
                return result;
            }
            catch (NpgsqlException error) when (isOpen && attempt < Limits.TransactionAttempts && IsUndone(error, committing))
            {
                // Nothing of it was recorded; a connection that died in the pool is replaced by the next attempt. A server that cannot be
                // reached is not called again and again: who waits has a time limit of his own.
            }
            catch (NpgsqlException error) when (committing && error is not PostgresException)
            {
                throw new CommitUnknownException(error);
            }
        }
    }

    LedgerSession NewSession(NpgsqlConnection connection)
    {
        if (_clock is null) return new(connection, LedgerDialect.Postgres, Clock.GetUtcNow(), prepared: null);
        using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var now = new DateTimeOffset((DateTime)command.ExecuteScalar()!);
        _clock.Set(now);
        return new(connection, LedgerDialect.Postgres, now, prepared: null);
    }

    static bool IsUndone(NpgsqlException error, bool committing) =>
        error is PostgresException answered ? Repeatable.Contains(answered.SqlState) : error.IsTransient && !committing;
}
