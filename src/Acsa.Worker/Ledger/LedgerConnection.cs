using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Ledger;

/// <summary>One SQLite connection and the statements on it; used by one caller at a time.</summary>
sealed class LedgerConnection : IDisposable
{
    readonly SqliteConnection _connection;

    static LedgerConnection() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a ledger file; throws <see cref="SqliteException"/> when it cannot be opened.</summary>
    public LedgerConnection(string file, bool readOnly)
    {
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
            Execute("PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;");
            // The count makes SQLite look into the file now, where a failure can be told from that of a later question.
            Execute(readOnly ? "PRAGMA query_only=ON; SELECT count(*) FROM sqlite_master;" : "PRAGMA journal_mode=WAL;");
        }
        catch (SqliteException error)
        {
            _connection.Dispose();
            // SQLite's own words do not say which file they are about.
            var words = $"The ledger {file} cannot be opened: {error.Message}";
            throw new SqliteException(words, error.SqliteErrorCode, error.SqliteExtendedErrorCode);
        }
    }

    /// <summary>SQLite's own handle of the connection.</summary>
    public SQLitePCL.sqlite3 Handle => _connection.Handle!;

    /// <summary>Runs work in one transaction: all of it, or on an exception none.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        // IMMEDIATE takes the write lock at once, so that what is read stays true until the commit.
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            // A full disk makes SQLite roll back by itself (https://sqlite.org/lang_transaction.html, 3). To do so again would be an
            // error that hides the first one; SqliteTransaction does so when a COMMIT fails, and its connection is of no use any more.
            if (SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0) Execute("ROLLBACK");
            throw;
        }
    }

    public int Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public long Insert(string sql, params (string Name, object? Value)[] values) =>
        Convert.ToInt64(Scalar(sql + " RETURNING id", values), CultureInfo.InvariantCulture);

    public object? Scalar(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose() => _connection.Dispose();

    SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue("@" + name, value ?? DBNull.Value);
        return command;
    }
}
