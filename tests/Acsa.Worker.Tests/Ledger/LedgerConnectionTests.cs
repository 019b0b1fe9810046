using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Tests.Ledger;

public sealed class LedgerConnectionTests : IDisposable
{
    const int Full = 13; // SQLITE_FULL
    const int Constraint = 19; // SQLITE_CONSTRAINT
    readonly TempFolder _folder = new();
    readonly LedgerConnection _connection;

    public LedgerConnectionTests()
    {
        _connection = new LedgerConnection(_folder["ledger.sqlite"], readOnly: false);
        _connection.Execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value BLOB)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_full_disk_undoes_the_transaction_and_the_next_one_works_once_there_is_room()
    {
        _connection.Execute("PRAGMA max_page_count = 20"); // what a full disk looks like to SQLite
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = Assert.Throws<SqliteException>(() => _connection.InTransaction(() => Insert(100) + Insert(1_000_000)));
            Assert.Equal(Full, error.SqliteErrorCode);
        }

        _connection.Execute("PRAGMA max_page_count = 100000");
        Assert.Equal(1, _connection.InTransaction(() => Insert(1_000_000)));
        Assert.Equal(1L, _connection.Scalar("SELECT count(*) FROM things"));
    }

    [Fact]
    public void A_commit_that_fails_leaves_a_connection_that_works()
    {
        // SQLite rolls back by itself when this hook says no, as it does when the disk is full at that moment.
        SQLitePCL.raw.sqlite3_commit_hook(_connection.Handle, _ => 1, null);
        Assert.Equal(Constraint, Assert.Throws<SqliteException>(() => _connection.InTransaction(() => Insert(1))).SqliteErrorCode);
        SQLitePCL.raw.sqlite3_commit_hook(_connection.Handle, null, null);
        Assert.Equal(1, _connection.InTransaction(() => Insert(1)));
        Assert.Equal(1L, _connection.Scalar("SELECT count(*) FROM things"));
    }

    [Fact]
    public void What_fails_half_way_leaves_nothing()
    {
        Assert.Throws<InvalidDataException>(() => _connection.InTransaction<int>(() =>
        {
            Insert(1);
            throw new InvalidDataException();
        }));
        Assert.Equal(0L, _connection.Scalar("SELECT count(*) FROM things"));
        Assert.Equal(1, _connection.InTransaction(() => Insert(1)));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_named()
    {
        File.WriteAllText(_folder["other.sqlite"], new string('x', 5000));
        var error = Assert.Throws<SqliteException>(() => new LedgerConnection(_folder["other.sqlite"], readOnly: true));
        Assert.Contains("other.sqlite", error.Message, StringComparison.Ordinal);
    }

    int Insert(int bytes) => _connection.Execute("INSERT INTO things (value) VALUES (@value)", ("value", new byte[bytes]));
}
