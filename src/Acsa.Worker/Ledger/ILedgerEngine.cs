namespace Acsa.Worker.Ledger;

/// <summary>The database under the ledger.</summary>
interface ILedgerEngine : IDisposable
{
    /// <summary>The database in words, without a password.</summary>
    string Description { get; }

    /// <summary>The time that leases are judged by: the same for every node on this database.</summary>
    TimeProvider Clock { get; }

    /// <summary>Runs work as <see cref="WriteAsync"/> or <see cref="ReadAsync"/> does, on the caller's thread: for the opening.</summary>
    T Begin<T>(Func<LedgerSession, T> work, bool readOnly);

    /// <summary>
    /// Runs work in one transaction: all of it, or on an exception none. The work may be run again from its start when the database
    /// asks for that, so it keeps nothing outside the session. Throws <see cref="System.Data.Common.DbException"/>; of these
    /// <see cref="CommitUnknownException"/> leaves open whether the work was recorded.
    /// </summary>
    Task<T> WriteAsync<T>(Func<LedgerSession, T> work, CancellationToken stop);

    /// <summary>Tidies the database: statistics, unused room; others wait no longer than for a commit. A server does so itself.</summary>
    Task CareAsync(CancellationToken stop);

    /// <summary>Runs work that only looks.</summary>
    Task<T> ReadAsync<T>(Func<LedgerSession, T> work, CancellationToken stop);
}
