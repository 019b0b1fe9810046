using System.Security.Cryptography;

namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class SendingToDcmtkTests
{
    [Fact]
    public async Task Every_file_arrives_bit_for_bit()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var answers = await SendAsync(scp.Port, SampleFiles.All);
        Assert.All(answers, answer => Assert.Equal(DicomStatus.Success, answer));
        Assert.Equal(SampleFiles.All.Length, answers.Count);
        // Some samples share an instance UID, so the data sets themselves are compared.
        Assert.Equal(
            SampleFiles.All.Select(file => Convert.ToHexString(SHA256.HashData(SampleFiles.DataSetOf(file)))).Order(),
            scp.Files().Select(file => Convert.ToHexString(SHA256.HashData(SampleFiles.DataSetOf(file)))).Order());
    }

    [Fact]
    public async Task Four_clients_at_a_time_lose_nothing()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        string[] parts = [.. Enumerable.Range(0, 4).Select(part => folder.Folder($"part{part}"))];
        foreach (var part in parts) SampleFiles.Multiply(part, 5);

        var answers = await Task.WhenAll(parts.Select(part => SendAsync(scp.Port, Directory.GetFiles(part))));

        Assert.All(answers.SelectMany(answer => answer), status => Assert.Equal(DicomStatus.Success, status));
        var sent = parts.SelectMany(Directory.GetFiles).ToDictionary(SampleFiles.SopInstanceOf, SampleFiles.DataSetOf);
        var arrived = scp.Files().ToDictionary(SampleFiles.SopInstanceOf, SampleFiles.DataSetOf);
        Assert.Equal(sent.Keys.Order(), arrived.Keys.Order());
        foreach (var (instance, dataSet) in sent) Assert.Equal(dataSet, arrived[instance]);
    }

    [Fact]
    public async Task A_peer_that_takes_implicit_little_endian_only_gets_native_pixels_and_no_others()
    {
        using var folder = new ScratchFolder();
        await using var scp = await StartOnlyImplicitAsync(folder.Folder("scp"));
        var native = Path.Combine(SampleFiles.Folder, "OBXXXX1A.dcm");
        Assert.Equal([DicomStatus.Success], await SendAsync(scp.Port, [native]));
        await Assert.ThrowsAsync<PresentationContextRefusedException>(() =>
            SendAsync(scp.Port, [Path.Combine(SampleFiles.Folder, "OBXXXX1A_rle.dcm")]));

        var arrived = DicomFile.Open(Assert.Single(Directory.GetFiles(scp.Folder)));
        Assert.Equal(DicomTransferSyntax.ImplicitVRLittleEndian, arrived.FileMetaInfo.TransferSyntax);
        Assert.Equal(Pixels(DicomFile.Open(native)), Pixels(arrived));

        static byte[] Pixels(DicomFile file) => file.Dataset.GetValues<byte>(DicomTag.PixelData);
    }

    [Fact]
    public async Task A_refusal_and_an_abort_have_their_own_exceptions()
    {
        using var folder = new ScratchFolder();
        var port = Loopback.FreePort();
        await using (var refusing = PeerProcess.Start("/usr/bin/storescp", ["--refuse", $"{port}"], folder))
        {
            await Loopback.WaitUntilListeningAsync(port, refusing);
            await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => SendAsync(port, SampleFiles.All[..1]));
        }

        port = Loopback.FreePort();
        await using (var aborting = PeerProcess.Start("/usr/bin/storescp", ["+xa", "--abort-after", $"{port}"], folder))
        {
            await Loopback.WaitUntilListeningAsync(port, aborting);
            await Assert.ThrowsAnyAsync<DicomNetworkException>(() => SendAsync(port, SampleFiles.All[..1]));
        }
    }

    [Fact]
    public async Task Orthanc_takes_what_we_send_and_answers_our_echo()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        var client = DicomClientFactory.Create("127.0.0.1", orthanc.Port, false, "ACSA", Orthanc.AeTitle);
        DicomStatus? echo = null, store = null;
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => echo = response.Status });
        await client.AddRequestAsync(new DicomCStoreRequest(SampleFiles.All[0])
            { OnResponseReceived = (_, response) => store = response.Status });
        await client.SendAsync();
        Assert.Equal((DicomStatus.Success, DicomStatus.Success), (echo!, store!));
        Assert.Single(await orthanc.IdsAsync("instances"));
    }

    private static async Task<List<DicomStatus>> SendAsync(int port, string[] files)
    {
        var answers = new List<DicomStatus>();
        var client = DicomClientFactory.Create("127.0.0.1", port, false, "ACSA", StoreScp.AeTitle);
        foreach (var file in files)
            await client.AddRequestAsync(new DicomCStoreRequest(file)
                { OnResponseReceived = (_, response) => answers.Add(response.Status) });
        await client.SendAsync();
        return answers;
    }

    private static async Task<OnlyImplicit> StartOnlyImplicitAsync(string folder)
    {
        var port = Loopback.FreePort();
        var process = PeerProcess.Start("/usr/bin/storescp", ["+xi", "+B", "-od", folder, $"{port}"], folder);
        await Loopback.WaitUntilListeningAsync(port, process);
        return new OnlyImplicit(process, port, folder);
    }

    private sealed record OnlyImplicit(PeerProcess Process, int Port, string Folder) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
