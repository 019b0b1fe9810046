using System.Globalization;
using System.Reflection;

namespace Acsa.Worker.Ledger;

/// <summary>
/// The tables, as numbered steps (Ledger/Schema/NNN-title.sql) that are each run once, in order. A step that has been released is
/// never changed; what is to be different comes as a further step.
/// </summary>
static class LedgerSchema
{
    const string Prefix = "Ledger/Schema/";

    /// <summary>The version that this program knows: the number of its last step.</summary>
    public static int Version => Steps().Count;

    /// <summary>Brings a database up to date inside a transaction; throws <see cref="InvalidDataException"/> when it is ahead.</summary>
    /// <param name="description">The database in words.</param>
    /// <param name="upTo">The version to reach; null for the last.</param>
    public static long Apply(LedgerSession db, string description, int? upTo = null)
    {
        var last = upTo ?? Version;
        if (db.Sql.LockSchema.Length > 0) db.Execute(db.Sql.LockSchema);
        var version = db.Number(db.Sql.ReadVersion)!.Value;
        Check(version, description);
        var steps = Steps();
        for (var step = (int)version; step < last; step++) db.Execute(Spell(steps[step], db.Sql));
        if (version < last) db.Execute(string.Format(CultureInfo.InvariantCulture, db.Sql.WriteVersion, last));
        return version;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when a database to look at is not of this program's version.</summary>
    public static long RequireCurrent(LedgerSession db, string description)
    {
        var version = db.Number(db.Sql.ReadVersion)!.Value;
        Check(version, description);
        if (version < Version)
            throw new InvalidDataException(
                $"{description} is a ledger of version {version}, this AcsaNode works with {Version}; it is brought up to date when the "
                + "node starts.");
        return version;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when a database is no ledger of this program's version or an older one.</summary>
    public static long RequireKnown(LedgerSession db, string description)
    {
        var version = db.Number(db.Sql.ReadVersion)!.Value;
        Check(version, description);
        return version > 0 ? version : throw new InvalidDataException($"{description} is no ledger.");
    }

    static void Check(long version, string description)
    {
        if (version > Version)
            throw new InvalidDataException(
                $"{description} is a ledger of version {version}, from a newer AcsaNode; this one knows version {Version}.");
    }

    static string Spell(string step, LedgerDialect sql) => step
        .Replace("{id}", sql.Id, StringComparison.Ordinal).Replace("{integer}", sql.Integer, StringComparison.Ordinal)
        .Replace("{blob}", sql.Blob, StringComparison.Ordinal).Replace("{text}", sql.Text, StringComparison.Ordinal);

    static List<string> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select((name, index) => Read(assembly, name, index + 1))];
    }

    static string Read(Assembly assembly, string name, int number)
    {
        if (!name.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:000}-"), StringComparison.Ordinal))
            throw new InvalidOperationException(
                $"{name} is not step {number}: the steps are numbered from 001 without gaps or repetitions.");
        using var step = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return step.ReadToEnd();
    }
}
