using Acsa.Worker.Spool;

namespace Acsa.Worker.Hosting;

/// <summary>The node's folder: spool, results and ledger; one running node owns it.</summary>
sealed class DataFolder : IDisposable
{
    readonly FileStream _owner;

    DataFolder(string path, FileStream owner) => (Path, _owner) = (path, owner);

    public string Path { get; }
    public string Spool => SpoolIn(Path);
    public string Results => ResultsIn(Path);
    public string Ledger => LedgerIn(Path);

    public static string SpoolIn(string data) => System.IO.Path.Combine(data, "spool");

    public static string ResultsIn(string data) => System.IO.Path.Combine(data, "results");

    public static string LedgerIn(string data) => System.IO.Path.Combine(data, "ledger.sqlite");

    /// <summary>Creates the folder where it is new and takes it; throws <see cref="IOException"/> when another node has it.</summary>
    public static DataFolder Take(string path)
    {
        DurableFolder.Create(path);
        DurableFolder.Create(ResultsIn(path));
        try
        {
            // The lock goes with the process, however it ends.
            return new(path, new FileStream(System.IO.Path.Combine(path, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None));
        }
        catch (IOException error)
        {
            throw new IOException($"{path} is in use by another running node.", error);
        }
    }

    public void Dispose() => _owner.Dispose();
}
