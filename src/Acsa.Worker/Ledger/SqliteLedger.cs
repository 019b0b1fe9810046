using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Ledger;

/// <summary>The ledger of one node in a SQLite file. Split by who uses it: spool, study worker, delivery, and whoever asks.</summary>
sealed partial class SqliteLedger : IInstanceLedger, IStudyLedger, IOutbox, IDisposable
{
    const long SchemaVersion = 1;
    const int HashKeyLength = 32;

    readonly LedgerConnection _connection;
    readonly TimeProvider _time;
    readonly TimeSpan _quiet;
    readonly SemaphoreSlim _turn = new(1, 1);

    SqliteLedger(LedgerConnection connection, TimeProvider time, TimeSpan quiet) =>
        (_connection, _time, _quiet) = (connection, time, quiet);

    /// <summary>Raised after each transaction that may give another loop something to do.</summary>
    public event Action? Changed;

    /// <summary>Secret of this ledger, for the keyed hashes that logs name studies by.</summary>
    public byte[] HashKey { get; private set; } = [];

    /// <summary>Opens the ledger for the node that owns it, creating it when it is new.</summary>
    /// <param name="quiet">A study is due when no instance came for this long.</param>
    public static SqliteLedger Open(string file, TimeProvider time, TimeSpan quiet)
    {
        var connection = new LedgerConnection(file, readOnly: false);
        try
        {
            var ledger = new SqliteLedger(connection, time, quiet);
            ledger.Prepare(file);
            return ledger;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger to look at, whether its node runs or not; throws <see cref="FileNotFoundException"/> when there is
    /// none.</summary>
    public static SqliteLedger OpenToRead(string file, TimeProvider time)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no ledger at {file}.", file);
        return new(new LedgerConnection(file, readOnly: true), time, TimeSpan.Zero);
    }

    /// <summary>
    /// Gives back what an earlier process of this node held: the data folder has one owner, so none of its leases is alive.
    /// </summary>
    public Task ReleaseLeasesAsync(CancellationToken stop) => RunAsync(() =>
    {
        _connection.Execute("UPDATE studies SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL");
        _connection.Execute("UPDATE outbox SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL");
        return true;
    }, stop);

    public void Dispose()
    {
        _connection.Dispose();
        _turn.Dispose();
    }

    void Prepare(string file) => _connection.InTransaction(() =>
    {
        var version = (long)_connection.Scalar("PRAGMA user_version")!;
        if (version > SchemaVersion)
            throw new InvalidDataException(
                $"{file} is a ledger of version {version}, from a newer AcsaNode; this one knows version {SchemaVersion}.");
        if (version == 0)
        {
            using var schema = new StreamReader(typeof(SqliteLedger).Assembly.GetManifestResourceStream("LedgerSchema.sql")!);
            _connection.Execute(schema.ReadToEnd());
            _connection.Execute("INSERT INTO node (key, value) VALUES ('hash-key', @key)",
                ("key", RandomNumberGenerator.GetBytes(HashKeyLength)));
            _connection.Execute($"PRAGMA user_version = {SchemaVersion}");
        }

        HashKey = (byte[])_connection.Scalar("SELECT value FROM node WHERE key = 'hash-key'")!;
        return true;
    });

    // SQLite is synchronous; the turn keeps one statement at a time on the connection, and a waiting caller gives its thread back.
    async Task<T> RunAsync<T>(Func<T> work, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return _connection.InTransaction(work);
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task<T> ReadAsync<T>(Func<T> work, CancellationToken stop)
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

    void Announce() => Changed?.Invoke();

    string Now => LedgerTime.Write(_time.GetUtcNow());

    void Note(string kind, long? study = null, long? instance = null, long? result = null, string? destination = null,
        string? detail = null) =>
        _connection.Execute(
            """
            INSERT INTO events (at, kind, study_id, instance_id, result_id, destination, detail)
            VALUES (@at, @kind, @study, @instance, @result, @to, @detail)
            """,
            ("at", Now), ("kind", kind), ("study", study), ("instance", instance), ("result", result), ("to", destination),
            ("detail", Cut(detail)));

    static string? Cut(string? text) => text is { Length: > Limits.ReasonLength } ? text[..Limits.ReasonLength] : text;

    static string WriteReasons(IEnumerable<string> reasons) => JsonSerializer.Serialize(reasons.Select(Cut).Distinct());

    static string[] ReadReasons(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];

    void AddStudyReasons(long studyId, IEnumerable<string> reasons)
    {
        var all = ReadReasons((string)_connection.Scalar("SELECT reasons FROM studies WHERE id = @id", ("id", studyId))!).Concat(reasons);
        _connection.Execute("UPDATE studies SET reasons = @reasons WHERE id = @id", ("reasons", WriteReasons(all)), ("id", studyId));
    }

    static string? TextOrNull(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
