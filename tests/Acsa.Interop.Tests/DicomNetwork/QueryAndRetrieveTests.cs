namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class QueryAndRetrieveTests
{
    private const string Native = "OBXXXX1A.dcm";
    private const string OtherNative = "US1_UNCR.dcm";
    private const string Compressed = "OBXXXX1A_rle_2frame.dcm";

    [Theory]
    [InlineData(Archive.Dcmtk)]
    [InlineData(Archive.Orthanc)]
    public async Task Archives_find_what_was_stored_and_bring_it_by_move_and_by_get(string kind)
    {
        using var folder = new ScratchFolder();
        await using var node = new ReceivedInstances();
        await using var archive = await Archive.StartAsync(kind, folder.Folder("archive"), node.Port);
        var files = Samples(folder.Folder("samples"), kind);
        foreach (var file in files) Assert.Equal(DicomStatus.Success, (await AskAsync(archive, new DicomCStoreRequest(file))).Status);

        var study = Text(files[0], DicomTag.StudyInstanceUID);
        var series = Text(files[0], DicomTag.SeriesInstanceUID);
        Assert.Contains(study, await FindAsync(archive, DicomCFindRequest.CreateStudyQuery(patientName: "*"), DicomTag.StudyInstanceUID));
        Assert.Empty(await FindAsync(archive, DicomCFindRequest.CreateStudyQuery(patientId: "nobody"), DicomTag.StudyInstanceUID));
        Assert.Equal([series], await FindAsync(archive, DicomCFindRequest.CreateSeriesQuery(study), DicomTag.SeriesInstanceUID));
        Assert.Equal(
            files.Select(SampleFiles.SopInstanceOf).Order(),
            (await FindAsync(archive, DicomCFindRequest.CreateImageQuery(study, series), DicomTag.SOPInstanceUID)).Order());
        var patients = DicomCFindRequest.CreatePatientQuery(patientName: "*");
        Assert.Equal([Text(files[0], DicomTag.PatientID)], await FindAsync(archive, patients, DicomTag.PatientID));

        var moved = Assert.IsType<DicomCMoveResponse>(await AskAsync(archive, new DicomCMoveRequest("ACSA", study)));
        Assert.Equal((DicomStatus.Success, 2, 0), (moved.Status, moved.Completed, moved.Failures));
        AssertSamePixels(files, node.BySopInstance.ToDictionary(pair => pair.Key, pair => Part10Of(pair.Value.Header, pair.Value.DataSet)));

        var got = new Dictionary<string, DicomFile>();
        var client = archive.Client();
        foreach (var file in files.Select(path => DicomFile.Open(path)))
        {
            client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
                file.FileMetaInfo.MediaStorageSOPClassUID, file.FileMetaInfo.TransferSyntax));
        }

        client.OnCStoreRequest = store =>
        {
            using var copy = new MemoryStream();
            store.File.Save(copy);
            got[store.SOPInstanceUID.UID] = DicomFile.Open(new MemoryStream(copy.ToArray()), FileReadOption.ReadAll);
            return Task.FromResult(new DicomCStoreResponse(store, DicomStatus.Success));
        };
        DicomCGetResponse? last = null;
        await client.AddRequestAsync(new DicomCGetRequest(study, series) { OnResponseReceived = (_, response) => last = response });
        await client.SendAsync();
        Assert.Equal((DicomStatus.Success, 2, 0), (last!.Status, last.Completed, last.Failures));
        AssertSamePixels(files, got);
    }

    [Theory]
    [InlineData(Archive.Dcmtk)]
    [InlineData(Archive.Orthanc)]
    public async Task A_retrieval_that_is_refused_in_part_is_no_success(string kind)
    {
        using var folder = new ScratchFolder();
        await using var archive = await Archive.StartAsync(kind, folder.Folder("archive"), Loopback.FreePort());
        var files = Samples(folder.Folder("samples"), kind);
        foreach (var file in files) await AskAsync(archive, new DicomCStoreRequest(file));
        var study = Text(files[0], DicomTag.StudyInstanceUID);

        Assert.Equal(DicomState.Failure, (await AskAsync(archive, new DicomCMoveRequest("STRANGER", study))).Status.State);
        // Nobody listens at the port of a title that it knows.
        Assert.NotEqual(DicomState.Success, (await AskAsync(archive, new DicomCMoveRequest("ACSA", study))).Status.State);

        var client = archive.Client();
        client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
            DicomFile.Open(files[0]).FileMetaInfo.MediaStorageSOPClassUID, DicomTransferSyntax.ExplicitVRLittleEndian));
        client.OnCStoreRequest = store => Task.FromResult(new DicomCStoreResponse(store, DicomStatus.StorageStorageOutOfResources));
        DicomCGetResponse? last = null;
        await client.AddRequestAsync(new DicomCGetRequest(study) { OnResponseReceived = (_, response) => last = response });
        await client.SendAsync();
        Assert.NotEqual(DicomState.Success, last!.Status.State);
        Assert.Equal(0, last.Completed);
    }

    [Fact]
    public async Task Dcmqrscp_ends_a_query_when_it_is_cancelled()
    {
        using var folder = new ScratchFolder();
        await using var archive = await Archive.StartAsync(Archive.Dcmtk, folder.Folder("archive"), Loopback.FreePort());
        var samples = folder.Folder("many");
        SampleFiles.Multiply(samples, 12);
        var client = archive.Client();
        foreach (var file in Directory.GetFiles(samples, "OBXXXX1A-*.dcm")) await client.AddRequestAsync(new DicomCStoreRequest(file));
        await client.SendAsync();

        var file0 = Directory.GetFiles(samples, "OBXXXX1A-*.dcm")[0];
        var matches = 0;
        DicomStatus? last = null;
        var query = DicomCFindRequest.CreateImageQuery(Text(file0, DicomTag.StudyInstanceUID), "");
        query.OnResponseReceived = (request, response) =>
        {
            if (response.Status.State != DicomState.Pending) last = response.Status;
            else if (++matches == 1) request.SendCancelAsync().GetAwaiter().GetResult();
        };
        await client.AddRequestAsync(query);
        await client.SendAsync();
        // The peer may have been faster with its matches than we with the cancel; either way there is one end.
        Assert.True(last == DicomStatus.Cancel || last == DicomStatus.Success, $"{last}");
    }

    [Fact]
    public async Task Peers_that_query_a_node_without_queries_are_told_so()
    {
        await using var node = new ReceivedInstances();
        var (found, output) = await PeerProcess.RunAsync(
            "/usr/bin/findscu", "-v", "-S", "-k", "QueryRetrieveLevel=STUDY", "127.0.0.1", $"{node.Port}");
        Assert.NotEqual(0, found);
        Assert.Contains("No Acceptable Presentation Contexts", output);
        foreach (var program in new[] { "movescu", "getscu" })
        {
            var (code, text) = await PeerProcess.RunAsync(
                $"/usr/bin/{program}", "-v", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=1.2.3",
                "127.0.0.1", $"{node.Port}");
            Assert.True(code != 0, text);
        }

        await Until.TrueAsync(() => Task.FromResult(node.Ended.Count == 3), TimeSpan.FromSeconds(30), "three associations to end");
        Assert.All(node.Ended, report => Assert.NotEqual(AssociationEnd.ProtocolFailure, report.End));
    }

    private static async Task<DicomResponse> AskAsync(Archive archive, DicomRequest request)
    {
        DicomResponse? last = null;
        switch (request)
        {
            case DicomCStoreRequest store: store.OnResponseReceived = (_, response) => last = response; break;
            case DicomCMoveRequest move: move.OnResponseReceived = (_, response) => last = response; break;
            default: throw new ArgumentOutOfRangeException(nameof(request));
        }

        var client = archive.Client();
        await client.AddRequestAsync(request);
        await client.SendAsync();
        return last!;
    }

    private static async Task<List<string>> FindAsync(Archive archive, DicomCFindRequest query, DicomTag tag)
    {
        var values = new List<string>();
        DicomStatus? last = null;
        query.OnResponseReceived = (_, response) =>
        {
            last = response.Status;
            if (response.Dataset is { } match) values.Add(match.GetString(tag));
        };
        var client = archive.Client();
        await client.AddRequestAsync(query);
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, last);
        return values;
    }

    // Two instances of one series; Orthanc, which keeps what it gets as it is, has one of them compressed.
    private static string[] Samples(string folder, string kind)
    {
        var series = DicomFile.Open(Path.Combine(SampleFiles.Folder, Native)).Dataset;
        return [.. new[] { Native, kind == Archive.Orthanc ? Compressed : OtherNative }.Select((name, index) =>
        {
            var file = DicomFile.Open(Path.Combine(SampleFiles.Folder, name), FileReadOption.ReadAll);
            var uid = DicomUID.Generate();
            foreach (var tag in new[] { DicomTag.PatientID, DicomTag.PatientName, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID })
                file.Dataset.NotValidated().AddOrUpdate(tag, series.GetString(tag) is { Length: > 0 } text ? text : "ACSA");
            file.Dataset.AddOrUpdate(DicomTag.SOPInstanceUID, uid);
            file.Dataset.AddOrUpdate(DicomTag.InstanceNumber, $"{index + 1}");
            file.FileMetaInfo.MediaStorageSOPInstanceUID = uid;
            var path = Path.Combine(folder, name);
            file.Save(path);
            return path;
        })];
    }

    private static DicomFile Part10Of(CStoreHeader header, byte[] dataSet)
    {
        var syntax = DicomTransferSyntax.Parse(header.TransferSyntaxUid);
        using var stream = new MemoryStream();
        var empty = new DicomDataset(syntax)
        {
            { DicomTag.SOPClassUID, header.SopClassUid },
            { DicomTag.SOPInstanceUID, header.SopInstanceUid },
        };
        new DicomFile(empty).Save(stream);
        var bytes = stream.ToArray();
        var end = 144 + BitConverter.ToInt32(bytes, 140);
        return DicomFile.Open(new MemoryStream([.. bytes[..end], .. dataSet]), FileReadOption.ReadAll);
    }

    private static void AssertSamePixels(string[] sent, Dictionary<string, DicomFile> arrived)
    {
        Assert.Equal(sent.Select(SampleFiles.SopInstanceOf).Order(), arrived.Keys.Order());
        foreach (var path in sent)
        {
            var (expected, actual) = (DicomFile.Open(path, FileReadOption.ReadAll), arrived[SampleFiles.SopInstanceOf(path)]);
            Assert.Equal(expected.FileMetaInfo.TransferSyntax, actual.FileMetaInfo.TransferSyntax);
            var (before, after) = (DicomPixelData.Create(expected.Dataset), DicomPixelData.Create(actual.Dataset));
            for (var frame = 0; frame < before.NumberOfFrames; frame++)
                Assert.Equal(before.GetFrame(frame).Data, after.GetFrame(frame).Data);
        }
    }

    private static string Text(string path, DicomTag tag) => DicomFile.Open(path).Dataset.GetString(tag);
}
