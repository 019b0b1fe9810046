namespace Acsa.Worker.Ledger;

/// <summary>Where a ledger is: in a SQLite file, or on a PostgreSQL server where several nodes may share it.</summary>
/// <param name="File">The SQLite file; null for PostgreSQL.</param>
/// <param name="Connection">Npgsql's connection string, a secret; null for SQLite.</param>
/// <param name="Flush">Whether each commit to a file is on the disk when it returns; false is for measurements only.</param>
/// <param name="DatabaseClock">Whether a server's clock judges leases rather than the node's.</param>
sealed record LedgerLocation(string? File, string? Connection, bool Flush = true, bool DatabaseClock = true)
{
    public static LedgerLocation InFile(string file) => new(file, null);

    public static LedgerLocation OnServer(string connection) => new(null, connection);

    /// <summary>Whether several nodes may use the ledger at once.</summary>
    public bool IsShared => Connection is not null;

    /// <summary>Opens the database, to work with it or only to look; a file that does not exist is only made for work.</summary>
    public ILedgerEngine Open(TimeProvider time, bool readOnly)
    {
        if (Connection is not null) return new PostgresEngine(Connection, time, DatabaseClock);
        if (readOnly && !System.IO.File.Exists(File)) throw new FileNotFoundException($"There is no ledger at {File}.", File);
        return new SqliteEngine(File!, readOnly, Flush, time);
    }

    // Not the record's own, which would write the password.
    public override string ToString() => File ?? "PostgreSQL";
}
