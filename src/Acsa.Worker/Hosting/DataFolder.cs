using System.Text;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Hosting;

/// <summary>
/// The folder of spool, results and, unless it is on a server, ledger. One running node owns it, or where the ledger is shared, one
/// running node of each name works in it.
/// </summary>
sealed class DataFolder : IDisposable
{
    readonly FileStream _owner;

    DataFolder(string path, FileStream owner) => (Path, _owner) = (path, owner);

    public string Path { get; }
    public string Spool => SpoolIn(Path);
    public string Results => ResultsIn(Path);

    public static string SpoolIn(string data) => System.IO.Path.Combine(data, "spool");

    public static string ResultsIn(string data) => System.IO.Path.Combine(data, "results");

    public static string LedgerIn(string data) => System.IO.Path.Combine(data, "ledger.sqlite");

    /// <summary>Creates the folder where it is new and takes it; throws <see cref="IOException"/> when another node has it.</summary>
    public static DataFolder Take(string path, NodeIdentity node, LedgerLocation ledger)
    {
        DurableFolder.Create(path);
        DurableFolder.Create(ResultsIn(path));
        var file = ledger.IsShared ? $"node-{node.Name}.lock" : "node.lock";
        try
        {
            // The lock goes with the process, however it ends.
            return new(path, new FileStream(System.IO.Path.Combine(path, file), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (IOException error)
        {
            throw new IOException(
                ledger.IsShared ? $"{path} is in use by another running node named {node.Name}: each needs a name of its own."
                    : $"{path} is in use by another running node.", error);
        }
    }

    /// <summary>
    /// Makes sure that this is the folder whose files the ledger names: nodes that share a ledger and not the folder would take each
    /// other's instances for lost. Throws <see cref="InvalidDataException"/> when it is another.
    /// </summary>
    public async Task PairAsync(INodeLedger ledger, CancellationToken stop)
    {
        var file = System.IO.Path.Combine(Path, "folder.id");
        if (!File.Exists(file)) await NameAsync(file, stop);
        var mine = (await File.ReadAllTextAsync(file, stop)).Trim();
        if (await ledger.PairAsync(mine, stop) is var known && known != mine)
            throw new InvalidDataException(
                $"{Path} is not the folder that this ledger's files are in: \"data\" has to be the one folder that all nodes of the ledger "
                + $"share. Where it is that folder, moved or restored, its {file} has to say {known}.");
    }

    // Of nodes that start at once on an empty folder one gives it its name.
    static async Task NameAsync(string file, CancellationToken stop)
    {
        var mine = $"{file}-{Guid.NewGuid():N}";
        await DurableFile.WriteAsync(mine,
            (to, cancel) => to.WriteAsync(Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")), cancel).AsTask(),
            stop);
        try
        {
            File.Move(mine, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(mine);
        }
    }

    public void Dispose() => _owner.Dispose();
}
