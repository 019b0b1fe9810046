using System.Text;

namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class OtherPeersTests
{
    private static readonly string Sample = Path.Combine(SampleFiles.Folder, "OBXXXX1A.dcm");

    [Fact]
    public async Task Dcmrecv_takes_what_we_send_bit_for_bit()
    {
        using var folder = new ScratchFolder();
        var port = Loopback.FreePort();
        // The sample configuration of its Debian package takes the storage classes uncompressed.
        await using var scp = PeerProcess.Start(
            "/usr/bin/dcmrecv",
            ["-xf", "/etc/dcmtk/storescp.cfg", "Default", "-od", folder.Folder("in"), "+B", "+fu", $"{port}"], folder);
        await Loopback.WaitUntilListeningAsync(port, scp);
        var client = DicomClientFactory.Create("127.0.0.1", port, false, "ACSA", "DCMRECV");
        var statuses = new List<DicomStatus>();
        var files = new[] { Sample, Path.Combine(SampleFiles.Folder, "US1_UNCR.dcm") };
        foreach (var file in files)
        {
            await client.AddRequestAsync(new DicomCStoreRequest(file)
                { OnResponseReceived = (_, response) => statuses.Add(response.Status) });
        }

        await client.SendAsync();
        Assert.Equal([DicomStatus.Success, DicomStatus.Success], statuses);
        Assert.Equal(
            files.Select(file => Convert.ToHexString(SampleFiles.DataSetOf(file))).Order(),
            Directory.GetFiles(folder.File("in")).Select(file => Convert.ToHexString(SampleFiles.DataSetOf(file))).Order());
    }

    [Fact]
    public async Task Orthanc_as_client_echoes_and_stores()
    {
        using var folder = new ScratchFolder();
        await using var node = new ReceivedInstances();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await Archive.IntroduceAsync(orthanc, "ACSA", node.Port);
        (await orthanc.Rest.PostAsync("modalities/ACSA/echo", Json("{}"))).EnsureSuccessStatusCode();
        var client = DicomClientFactory.Create("127.0.0.1", orthanc.Port, false, "ACSA", Orthanc.AeTitle);
        foreach (var file in new[] { Sample, Path.Combine(SampleFiles.Folder, "US1_J2KR.dcm") })
            await client.AddRequestAsync(new DicomCStoreRequest(file));
        await client.SendAsync();
        var ids = string.Join(',', (await orthanc.IdsAsync("instances")).Select(id => $"\"{id}\""));
        (await orthanc.Rest.PostAsync("modalities/ACSA/store", Json($"[{ids}]"))).EnsureSuccessStatusCode();
        Assert.Equal(2, node.BySopInstance.Count);

        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
    }

    // pynetdicom is in no package of Debian, pydicom itself has no network, and Debian 12's gdcmscu aborts on every connection, whoever the
    // peer is ("ProtocolStream as nullptr is invalid"): what the two can judge is what was received.
    [Fact]
    public async Task Pydicom_and_gdcm_read_what_a_retrieval_brought()
    {
        using var folder = new ScratchFolder();
        await using var node = new ReceivedInstances();
        await using var archive = await Archive.StartAsync(Archive.Orthanc, folder.Folder("archive"), node.Port);
        var client = archive.Client();
        await client.AddRequestAsync(new DicomCStoreRequest(Sample));
        await client.SendAsync();
        var meta = DicomFile.Open(Sample);
        client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
            meta.FileMetaInfo.MediaStorageSOPClassUID, DicomTransferSyntax.ExplicitVRLittleEndian));
        var kept = folder.File("kept.dcm");
        client.OnCStoreRequest = store =>
        {
            File.Copy(store.File.File!.Name, kept);
            return Task.FromResult(new DicomCStoreResponse(store, DicomStatus.Success));
        };
        await client.AddRequestAsync(new DicomCGetRequest(meta.Dataset.GetString(DicomTag.StudyInstanceUID)));
        await client.SendAsync();
        const string compare = """
            import sys, pydicom
            a, b = (pydicom.dcmread(path) for path in sys.argv[1:])
            assert b.file_meta.TransferSyntaxUID == a.file_meta.TransferSyntaxUID, b.file_meta
            assert b.SOPInstanceUID == b.file_meta.MediaStorageSOPInstanceUID == a.SOPInstanceUID
            assert a.PixelData == b.PixelData
            """;
        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", compare, Sample, kept);
        foreach (var (file, raw) in new[] { (Sample, "sent.raw"), (kept, "kept.raw") })
            await PeerProcess.MustRunAsync("/usr/bin/gdcmraw", "-i", file, "-o", folder.File(raw));
        Assert.Equal(File.ReadAllBytes(folder.File("sent.raw")), File.ReadAllBytes(folder.File("kept.raw")));
    }
}
