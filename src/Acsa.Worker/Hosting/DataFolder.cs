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

    public void Dispose() => _owner.Dispose();
}
