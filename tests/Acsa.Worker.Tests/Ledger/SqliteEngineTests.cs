using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Tests.Ledger;

public sealed class SqliteEngineTests : IDisposable
{
    const int Full = 13; // SQLITE_FULL
    const int Constraint = 19; // SQLITE_CONSTRAINT
    readonly TempFolder _folder = new();
    readonly SqliteEngine _engine;

    public SqliteEngineTests()
    {
        _engine = Open("ledger.sqlite");
        _engine.Begin(db => db.Execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value BLOB)"), readOnly: false);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_undoes_the_transaction_and_the_next_one_works_once_there_is_room()
    {
        await Ask("PRAGMA max_page_count = 20"); // what a full disk looks like to SQLite
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<SqliteException>(() => _engine.WriteAsync(db => Insert(db, 100) + Insert(db, 1_000_000),
                default));
            Assert.Equal(Full, error.SqliteErrorCode);
        }

        await Ask("PRAGMA max_page_count = 100000");
        Assert.Equal(1, await _engine.WriteAsync(db => Insert(db, 1_000_000), default));
        Assert.Equal(1, await Ask("SELECT count(*) FROM things"));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_a_connection_that_works()
    {
        // SQLite rolls back by itself when this hook says no, as it does when the disk is full at that moment.
        SQLitePCL.raw.sqlite3_commit_hook(_engine.Handle, _ => 1, null);
        var error = await Assert.ThrowsAsync<SqliteException>(() => _engine.WriteAsync(db => Insert(db, 1), default));
        Assert.Equal(Constraint, error.SqliteErrorCode);
        SQLitePCL.raw.sqlite3_commit_hook(_engine.Handle, null, null);
        Assert.Equal(1, await _engine.WriteAsync(db => Insert(db, 1), default));
        Assert.Equal(1, await Ask("SELECT count(*) FROM things"));
    }

    [Fact]
    public async Task What_fails_half_way_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => _engine.WriteAsync<int>(db =>
        {
            Insert(db, 1);
            throw new InvalidDataException();
        }, default));
        Assert.Equal(0, await Ask("SELECT count(*) FROM things"));
        Assert.Equal(1, await _engine.WriteAsync(db => Insert(db, 1), default));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_named()
    {
        File.WriteAllText(_folder["other.sqlite"], new string('x', 5000));
        var error = Assert.Throws<SqliteException>(() => Open("other.sqlite"));
        Assert.Contains("other.sqlite", error.Message, StringComparison.Ordinal);
    }

    SqliteEngine Open(string name) => new(_folder[name], readOnly: false, flush: true, TimeProvider.System);

    Task<long?> Ask(string text) => _engine.ReadAsync(db => db.Number(text), default);

    static int Insert(LedgerSession db, int bytes) =>
        db.Execute("INSERT INTO things (value) VALUES (@value)", ("value", new byte[bytes]));
}
