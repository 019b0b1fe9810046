namespace Acsa.Peers;

/// <summary>DCMTK's storescp as a PACS: every instance lies bit for bit as received in <see cref="Folder"/>.</summary>
internal sealed class StoreScp : IAsyncDisposable
{
    public const string AeTitle = "STORESCP";

    private readonly PeerProcess _process;

    private StoreScp(PeerProcess process, int port, string folder) => (_process, Port, Folder) = (process, port, folder);

    public int Port { get; }
    public string Folder { get; }

    public static Task<StoreScp> StartAsync(string folder, params string[] options) => StartOnAsync(Loopback.FreePort(), folder, options);

    public static async Task<StoreScp> StartOnAsync(int port, string folder, params string[] options)
    {
        // +xa accepts every transfer syntax, +B writes the data set exactly as it came, +uf gives a second copy a name of its own.
        string[] taken = options.Contains("-xf") ? [] : ["+xa"];
        string[] arguments = [.. taken, "+B", "+uf", "--fork", "-aet", AeTitle, "-od", folder, .. options, port.ToString()];
        var process = PeerProcess.Start("/usr/bin/storescp", arguments, folder);
        await Loopback.WaitUntilListeningAsync(port, process);
        return new StoreScp(process, port, folder);
    }

    public string[] Files() => Directory.GetFiles(Folder);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
