namespace Acsa.Peers;

/// <summary>DCMTK's dcmqrscp as an archive that answers C-FIND, C-MOVE and C-GET; it moves to one title.</summary>
internal sealed class DcmQrScp : IAsyncDisposable
{
    public const string AeTitle = "QRSCP";

    private readonly PeerProcess _process;

    private DcmQrScp(PeerProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Output => _process.Output;

    public static async Task<DcmQrScp> StartAsync(string folder, string moveTitle, int movePort)
    {
        var store = Directory.CreateDirectory(Path.Combine(folder, "db")).FullName;
        var settings = Path.Combine(folder, "dcmqrscp.cfg");
        await File.WriteAllTextAsync(settings, $"""
            MaxPDUSize = 16384
            MaxAssociations = 16
            HostTable BEGIN
            mover = ({moveTitle}, 127.0.0.1, {movePort})
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AeTitle} {store} RW (200, 1024mb) ANY
            AETable END

            """);
        var port = Loopback.FreePort();
        var process = PeerProcess.Start("/usr/bin/dcmqrscp", ["-v", "--fork", "-c", settings, $"{port}"], folder);
        await Loopback.WaitUntilListeningAsync(port, process);
        return new DcmQrScp(process, port);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
