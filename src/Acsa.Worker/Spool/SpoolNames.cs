using System.Globalization;

namespace Acsa.Worker.Spool;

/// <summary>
/// The names of files that nodes write into a folder they share: generated, never taken from a peer, and each begins with its node, so
/// that no two nodes clash and each knows its own.
/// </summary>
/// <param name="node">The node's name.</param>
sealed class SpoolNames(string node)
{
    const int UniqueLength = 32;

    /// <summary>Where a node's unfinished files are, below the spool.</summary>
    public string Incoming => "incoming/" + node;

    /// <summary>A new file's name below its folder: DATE/NODE-UNIQUE.dcm. '/' separates on Windows too: the ledger's names are the same
    /// on every system.</summary>
    public string NewFile(DateTimeOffset at) => NewFile(at, NewUnique());

    /// <summary>The name of a file that was written under <see cref="NewPartial"/>: both have their unique part in common.</summary>
    public string FileOf(string partial, DateTimeOffset at) => NewFile(at, UniqueOf(partial));

    public static string NewPartial() => NewUnique() + DurableFile.PartialExtension;

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The node that wrote a file; empty for a file from the time when a spool had one node.</summary>
    public static string NodeOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return HasNode(name) ? name[..^(UniqueLength + 1)] : "";
    }

    /// <summary>What tells a file from all others, partial or whole.</summary>
    public static string UniqueOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return HasNode(name) ? name[^UniqueLength..] : name;
    }

    static bool HasNode(string name) => name.Length > UniqueLength + 1 && name[^(UniqueLength + 1)] == '-';

    static string NewUnique() => Guid.NewGuid().ToString("N");

    string NewFile(DateTimeOffset at, string unique) => $"{Day(at)}/{node}-{unique}.dcm";
}
