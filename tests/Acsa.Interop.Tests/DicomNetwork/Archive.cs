using System.Text;

namespace Acsa.Interop.Tests.DicomNetwork;

/// <summary>An archive of somebody else's that can be asked, and knows our title ACSA at one port of ours.</summary>
internal sealed class Archive : IAsyncDisposable
{
    public const string Dcmtk = "DCMTK dcmqrscp";
    public const string Orthanc = "Orthanc";

    private readonly IAsyncDisposable _process;

    private Archive(IAsyncDisposable process, string title, int port) => (_process, Title, Port) = (process, title, port);

    public string Title { get; }

    public int Port { get; }

    public static async Task<Archive> StartAsync(string kind, string folder, int ourPort)
    {
        if (kind == Dcmtk)
        {
            var dcmtk = await DcmQrScp.StartAsync(folder, "ACSA", ourPort);
            return new Archive(dcmtk, DcmQrScp.AeTitle, dcmtk.Port);
        }

        var orthanc = await Peers.Orthanc.StartAsync(folder);
        await IntroduceAsync(orthanc, "ACSA", ourPort);
        return new Archive(orthanc, Peers.Orthanc.AeTitle, orthanc.Port);
    }

    public static async Task IntroduceAsync(Orthanc orthanc, string title, int port)
    {
        // Orthanc takes no chunked bodies, so the content has a length of its own.
        var modality = new StringContent($$"""{"AET":"{{title}}","Host":"127.0.0.1","Port":{{port}}}""", Encoding.UTF8, "application/json");
        (await orthanc.Rest.PutAsync($"modalities/{title}", modality)).EnsureSuccessStatusCode();
    }

    public IDicomClient Client() => DicomClientFactory.Create("127.0.0.1", Port, false, "ACSA", Title);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
