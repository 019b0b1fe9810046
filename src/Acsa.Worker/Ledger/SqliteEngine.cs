using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Ledger;

/// <summary>A ledger in a SQLite file, for one node: one connection, one statement at a time.</summary>
sealed class SqliteEngine : ILedgerEngine
{
    const int PagesAtOnce = 500;
    readonly SqliteConnection _connection;
    readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _turn = new(1, 1);

    static SqliteEngine() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a ledger file; throws <see cref="SqliteException"/> when it cannot be opened.</summary>
    /// <param name="file">The database file.</param>
    /// <param name="readOnly">Whether only to look; otherwise the file is created where it is new.</param>
    /// <param name="flush">Whether each commit is on the disk when it returns; false is for measurements only.</param>
    /// <param name="clock">The machine's clock: a file has one machine.</param>
    public SqliteEngine(string file, bool readOnly, bool flush, TimeProvider clock)
    {
        (Description, Clock) = (file, clock);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate, // A reader of a WAL needs its shared memory file.
            Pooling = false,
            DefaultTimeout = 30,
        };
        _connection = new SqliteConnection(text.ToString());
        try
        {
            _connection.Open();
            // synchronous=FULL: in WAL mode each commit is flushed before it returns; Success on the wire relies on it.
            Run($"PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA synchronous={(flush ? "FULL" : "OFF")};");
            // The count makes SQLite look into the file now, where a failure can be told from that of a later question.
            // auto_vacuum counts for a new file only, and has to be said before the first table.
            Run(readOnly ? "PRAGMA query_only=ON; SELECT count(*) FROM sqlite_master;"
                : "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;");
        }
        catch (SqliteException error)
        {
            _connection.Dispose();
            // SQLite's own words do not say which file they are about.
            var words = $"The ledger {file} cannot be opened: {error.Message}";
            throw new SqliteException(words, error.SqliteErrorCode, error.SqliteExtendedErrorCode);
        }
    }

    public string Description { get; }

    public TimeProvider Clock { get; }

    /// <summary>SQLite's own handle of the connection.</summary>
    public SQLitePCL.sqlite3 Handle => _connection.Handle!;

    public T Begin<T>(Func<LedgerSession, T> work, bool readOnly) => readOnly ? work(NewSession()) : InTransaction(work);

    public Task<T> WriteAsync<T>(Func<LedgerSession, T> work, CancellationToken stop) => TakeTurnAsync(() => InTransaction(work), stop);

    public Task<T> ReadAsync<T>(Func<LedgerSession, T> work, CancellationToken stop) => TakeTurnAsync(() => work(NewSession()), stop);

    public async Task CareAsync(CancellationToken stop)
    {
        await TakeTurnAsync(() => Number("PRAGMA optimize"), stop);
        // Some pages at a time: associations commit in between. A file made without auto_vacuum frees none and stays as large as it was.
        var before = long.MaxValue;
        while (await TakeTurnAsync(() => Number("PRAGMA freelist_count"), stop) is > 0 and var free && free < before)
        {
            before = free;
            await TakeTurnAsync(() => Number($"PRAGMA incremental_vacuum({PagesAtOnce})"), stop);
        }

        await TakeTurnAsync(() => Number("PRAGMA wal_checkpoint(TRUNCATE)"), stop);
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
        _turn.Dispose();
    }

    T InTransaction<T>(Func<LedgerSession, T> work)
    {
        // IMMEDIATE takes the write lock at once, so that what is read stays true until the commit.
        Run("BEGIN IMMEDIATE");
        try
        {
            var result = work(NewSession());
            Run("COMMIT");
            return result;
        }
        catch
        {
            // A full disk makes SQLite roll back by itself (https://sqlite.org/lang_transaction.html, 3). To do so again would be an
            // error that hides the first one; SqliteTransaction does so when a COMMIT fails, and its connection is of no use any more.
            if (SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0) Run("ROLLBACK");
            throw;
        }
    }

    LedgerSession NewSession() => new(_connection, LedgerDialect.Sqlite, Clock.GetUtcNow(), _prepared);

    // SQLite is synchronous; the turn keeps one statement at a time on the connection, and a waiting caller gives its thread back.
    async Task<T> TakeTurnAsync<T>(Func<T> work, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return work();
        }
        finally
        {
            _turn.Release();
        }
    }

    // To the last row: incremental_vacuum frees a page with each step.
    long Number(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var number = 0L;
        while (reader.Read()) number = reader.FieldCount > 0 && !reader.IsDBNull(0) ? reader.GetInt64(0) : number;
        return number;
    }

    void Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
