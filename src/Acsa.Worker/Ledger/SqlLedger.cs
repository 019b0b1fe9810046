using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Retention;
using Acsa.Worker.StorageCommitment;

namespace Acsa.Worker.Ledger;

/// <summary>
/// The ledger on an SQL database. Split by who uses it: spool, study worker, delivery, nodes, and whoever asks. Each public method is
/// one transaction; docs/ledger-and-delivery.md says what guards it when several nodes work at once.
/// </summary>
sealed partial class SqlLedger
    : IInstanceLedger, IAssemblyLedger, IStudyLedger, IOutbox, ICommitmentLedger, IRetentionLedger, IReconcileLedger, INodeLedger,
    IDisposable
{
    const int HashKeyLength = 32;

    readonly ILedgerEngine _engine;
    volatile AssemblyRules _rules;

    SqlLedger(ILedgerEngine engine, AssemblyRules rules) => (_engine, _rules) = (engine, rules);

    /// <summary>Raised after each transaction that may give another loop of this process something to do.</summary>
    public event Action? Changed;

    /// <summary>Secret of this ledger, for the keyed hashes that logs name studies by.</summary>
    public byte[] HashKey { get; private init; } = [];

    /// <summary>The clock that the ledger's times are by; whoever gives it a time takes it from here.</summary>
    public TimeProvider Clock => _engine.Clock;

    /// <summary>Where the ledger is, in words, without a password.</summary>
    public string Description => _engine.Description;

    /// <summary>Opens the ledger to work with it, creating it or bringing its tables up to date where need be.</summary>
    /// <param name="quiet">A study is due when no instance came for this long.</param>
    public static SqlLedger Open(LedgerLocation location, TimeProvider time, TimeSpan quiet) =>
        Open(location, time, AssemblyRules.After(quiet));

    /// <summary>Opens the ledger to work with it, creating it or bringing its tables up to date where need be.</summary>
    public static SqlLedger Open(LedgerLocation location, TimeProvider time, AssemblyRules rules)
    {
        var engine = location.Open(time, readOnly: false);
        try
        {
            return new(engine, rules) { HashKey = engine.Begin(db => Prepare(db, engine.Description), readOnly: false) };
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger to look at, whether its node runs or not; throws <see cref="FileNotFoundException"/> when there is
    /// none.</summary>
    public static SqlLedger OpenToRead(LedgerLocation location, TimeProvider time)
    {
        var engine = location.Open(time, readOnly: true);
        try
        {
            engine.Begin(db => LedgerSchema.RequireCurrent(db, engine.Description), readOnly: true);
            return new(engine, AssemblyRules.After(TimeSpan.Zero));
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Tidies the database, while others work.</summary>
    public Task CareAsync(CancellationToken stop) => _engine.CareAsync(stop);

    /// <summary>Goes by other rules from now on; studies that wait keep the time that they were given.</summary>
    public void GoBy(AssemblyRules rules) => _rules = rules;

    public void Dispose() => _engine.Dispose();

    static byte[] Prepare(LedgerSession db, string description)
    {
        LedgerSchema.Apply(db, description);
        if (db.Scalar("SELECT value FROM settings WHERE key = 'hash-key'") is byte[] key) return key;
        var fresh = RandomNumberGenerator.GetBytes(HashKeyLength);
        db.Execute("INSERT INTO settings (key, value) VALUES ('hash-key', @key)", ("key", fresh));
        return fresh;
    }

    void Announce() => Changed?.Invoke();

    static void Note(LedgerSession db, string kind, long? study = null, long? instance = null, long? result = null,
        string? destination = null, string? detail = null) =>
        db.Execute(
            """
            INSERT INTO events (at, kind, study_id, instance_id, result_id, destination, detail)
            VALUES (@at, @kind, @study, @instance, @result, @to, @detail)
            """,
            ("at", db.Now), ("kind", kind), ("study", study), ("instance", instance), ("result", result), ("to", destination),
            ("detail", Cut(detail)));

    // Reasons may quote what an object or a peer says: a NUL, or half of a pair of surrogates, PostgreSQL or its driver would refuse, and
    // with it all that is recorded together.
    static string? Cut(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder();
        // Half a pair comes as U+FFFD.
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, Limits.ReasonLength)).EnumerateRunes())
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return clean.ToString();
    }

    static string WriteReasons(IEnumerable<string> reasons) => JsonSerializer.Serialize(reasons.Select(Cut).Distinct());

    // Whoever decides upon what belongs to a study holds the study: two nodes that settle its last two deliveries take turns.
    static void LockStudy(LedgerSession db, long studyId)
    {
        if (db.Sql.ForUpdate.Length > 0) db.Execute($"SELECT 1 FROM studies WHERE id = @id {db.Sql.ForUpdate}", ("id", studyId));
    }

    static string[] ReadReasons(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];

    static void AddStudyReasons(LedgerSession db, long studyId, IEnumerable<string> reasons)
    {
        var all = ReadReasons((string)db.Scalar("SELECT reasons FROM studies WHERE id = @id", ("id", studyId))!).Concat(reasons);
        db.Execute("UPDATE studies SET reasons = @reasons WHERE id = @id", ("reasons", WriteReasons(all)), ("id", studyId));
    }

    static string? TextOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
