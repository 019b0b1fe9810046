using System.Globalization;
using System.Text;
using Acsa.Worker.Spool;
using Microsoft.Data.Sqlite;

namespace Acsa.Worker.Ledger;

/// <summary>
/// Copies of a ledger in a file, made while its node works. A copy is ready to take the ledger's place: it says of each delivery that waits
/// in it that the destination is to be asked first, for by then it was most likely made.
/// </summary>
static class LedgerCopy
{
    /// <summary>The setting that says when a copy was made; a ledger that is none has not got it.</summary>
    public const string Setting = "copied-at";

    const string Prefix = "ledger-";
    const string Extension = ".sqlite";

    static LedgerCopy() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Writes a copy, whole or not at all, and returns its file.</summary>
    /// <param name="ledger">The ledger's file.</param>
    /// <param name="folder">Where the copy goes; created where it is new.</param>
    /// <param name="at">Now, by the ledger's clock.</param>
    /// <exception cref="FileNotFoundException">There is no such ledger.</exception>
    public static string Write(string ledger, string folder, DateTimeOffset at)
    {
        if (!File.Exists(ledger)) throw new FileNotFoundException($"There is no ledger at {ledger}.", ledger);
        DurableFolder.Create(folder);
        var file = Path.Combine(
            folder, Prefix + at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture) + Extension);
        var partial = file + DurableFile.PartialExtension;
        File.Delete(partial);
        try
        {
            // VACUUM INTO reads one state of the ledger, whatever is written meanwhile, and waits for nobody.
            Run(ledger, $"VACUUM INTO '{partial.Replace("'", "''", StringComparison.Ordinal)}'");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Prepare(partial, at);
            Check(partial, LedgerSchema.RequireCurrent);
            using (var handle = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
            DurableFile.Publish(partial, file);
            return file;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Removes all copies in a folder but the newest; returns how many.</summary>
    public static int Prune(string folder, int keep)
    {
        // What an ended program left; one that is being made is younger.
        foreach (var partial in Directory.GetFiles(folder, Prefix + "*" + Extension + DurableFile.PartialExtension))
            if (File.GetLastWriteTimeUtc(partial) < DateTime.UtcNow.AddDays(-1)) File.Delete(partial);
        var old = Directory.GetFiles(folder, Prefix + "*" + Extension).OrderDescending(StringComparer.Ordinal).Skip(keep).ToList();
        foreach (var file in old) File.Delete(file);
        return old.Count;
    }

    /// <summary>
    /// Puts a copy in a ledger's place. The present one is kept beside it under another name, which is returned; null when there was none.
    /// Nobody may have the ledger open.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no ledger, a damaged one, or one of a newer version.</exception>
    public static string? Restore(string copy, string ledger, DateTimeOffset at)
    {
        if (!File.Exists(copy)) throw new FileNotFoundException($"There is no file {copy}.", copy);
        Check(copy, LedgerSchema.RequireKnown);
        var partial = ledger + DurableFile.PartialExtension;
        try
        {
            File.Copy(copy, partial, overwrite: true);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // Made before the program was brought up to date: its marks would have no column.
            using (var engine = new SqliteEngine(partial, readOnly: false, flush: false, TimeProvider.System))
                engine.Begin(db => LedgerSchema.Apply(db, copy), readOnly: false);
            // It may have come by another way than Write: what waits in it is asked about all the same.
            Prepare(partial, at);
            using var handle = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        string? aside = null;
        if (File.Exists(ledger))
        {
            aside = $"{ledger}-replaced-{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
            // Its write-ahead log belongs to it: what stands in there alone would be lost with it, and would damage the copy.
            foreach (var part in new[] { "", "-wal", "-shm" })
                if (File.Exists(ledger + part)) File.Move(ledger + part, aside + part, overwrite: true);
        }

        DurableFile.Publish(partial, ledger);
        return aside;
    }

    static void Prepare(string file, DateTimeOffset at)
    {
        var time = Convert.ToHexString(Encoding.ASCII.GetBytes(LedgerTime.Write(at)));
        Run(file, $"""
            PRAGMA journal_mode=DELETE;
            UPDATE outbox SET ask_first = 1 WHERE state = 'pending';
            INSERT INTO settings (key, value) VALUES ('{Setting}', x'{time}') ON CONFLICT (key) DO NOTHING;
            """);
    }

    static void Check(string file, Func<LedgerSession, string, long> requireVersion)
    {
        try
        {
            using var engine = new SqliteEngine(file, readOnly: true, flush: false, TimeProvider.System);
            engine.Begin(db => requireVersion(db, file), readOnly: true);
            if (engine.Begin(db => (string?)db.Scalar("PRAGMA quick_check(1)"), readOnly: true) is var found and not "ok")
                throw new InvalidDataException($"{file} is damaged: {found}");
        }
        catch (SqliteException error)
        {
            throw new InvalidDataException($"{file} is no ledger that can be used: {error.Message}", error);
        }
    }

    static void Run(string file, string text)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
