using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class StorageCommitmentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Orthanc_commits_and_reports_on_an_association_of_its_own()
    {
        using var folder = new ScratchFolder();
        await using var node = new CommitmentNode();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await Archive.IntroduceAsync(orthanc, "ACSA", node.Port);
        var client = DicomClientFactory.Create("127.0.0.1", orthanc.Port, false, "ACSA", Orthanc.AeTitle);
        var file = SampleFiles.All[0];
        await client.AddRequestAsync(new DicomCStoreRequest(file));
        await client.SendAsync();

        var stored = DicomFile.Open(file).FileMetaInfo;
        var (known, unknown) = (DicomUID.Generate(), DicomUID.Generate());
        var answers = new List<DicomStatus>();
        foreach (var request in new[]
        {
            CommitmentNode.Request(known, stored.MediaStorageSOPClassUID, stored.MediaStorageSOPInstanceUID),
            CommitmentNode.Request(unknown, stored.MediaStorageSOPClassUID, DicomUID.Generate()),
        })
        {
            request.OnResponseReceived = (_, response) => answers.Add(response.Status);
            await client.AddRequestAsync(request);
        }

        await client.SendAsync();
        Assert.Equal([DicomStatus.Success, DicomStatus.Success], answers);

        await Until.TrueAsync(() => Task.FromResult(node.Reports.Count == 2), Patience, "two reports");
        var reports = node.Reports.ToDictionary(report => report.Dataset!.GetString(DicomTag.TransactionUID));
        Assert.Equal((ushort)1, reports[known.UID].EventTypeID);
        Assert.Equal((ushort)2, reports[unknown.UID].EventTypeID); // PS3.4 J.3.3: failures exist
        Assert.Single(reports[unknown.UID].Dataset!.GetSequence(DicomTag.FailedSOPSequence).Items);
    }

    [Fact]
    public async Task Orthanc_asks_us_and_takes_our_report_on_a_new_association()
    {
        using var folder = new ScratchFolder();
        await using var node = new CommitmentNode();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await Archive.IntroduceAsync(orthanc, "ACSA", node.Port);
        var body = $$"""{"DicomInstances":[["{{DicomUID.UltrasoundImageStorage.UID}}","1.2.3.4"]]}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var asked = await orthanc.Rest.PostAsync("modalities/ACSA/storage-commitment", content);
        asked.EnsureSuccessStatusCode();
        var path = (await asked.Content.ReadFromJsonAsync<JsonObject>())!["Path"]!.GetValue<string>();
        Assert.True(node.Requests.TryPeek(out var action));
        Assert.Equal("Pending", await StatusAsync());

        var client = DicomClientFactory.Create("127.0.0.1", orthanc.Port, false, "ACSA", Orthanc.AeTitle);
        DicomStatus? answer = null;
        var report = CommitmentNode.Report(action);
        report.OnResponseReceived = (_, response) => answer = response.Status;
        await client.AddRequestAsync(report);
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, answer);
        await Until.TrueAsync(async () => await StatusAsync() == "Success", Patience, "Orthanc to know");

        async Task<string> StatusAsync() => (await orthanc.Rest.GetFromJsonAsync<JsonObject>(path))!["Status"]!.GetValue<string>();
    }

    [Fact]
    public async Task Dcmjs_asks_us_and_takes_our_report_on_the_same_association()
    {
        await using var node = new CommitmentNode(reportsOnSameAssociation: true);
        var lines = await JsPeer.CallAsync(
            node.Port,
            """[{"op":"commit","transaction":"1.2.3.9","sopClass":"1.2.840.10008.5.1.4.1.1.6.1","instance":"1.2.3.4"}]""",
            """{"associationLingerTimeout":3000}""");
        Assert.Contains(lines, line => (string?)line["op"] == "commit" && (int?)line["status"] == 0);
        var report = Assert.Single(lines, line => (string?)line["event"] == "report");
        Assert.Equal((1, "1.2.3.9"), ((int)report["type"]!, (string?)report["transaction"]));
        Assert.Equal([DicomStatus.Success], node.ReportAnswers);
    }

    [Fact]
    public async Task Dcmjs_reports_to_our_client_on_the_same_association()
    {
        await using var peer = await JsPeer.ServeAsync();
        var client = DicomClientFactory.Create("127.0.0.1", peer.Port, false, "ACSA", "DCMJS");
        client.ClientOptions.AssociationLingerTimeoutInMs = 30_000;
        var reported = new TaskCompletionSource<DicomNEventReportRequest>();
        client.OnNEventReportRequest = report =>
        {
            reported.TrySetResult(report);
            return Task.FromResult(new DicomNEventReportResponse(report, DicomStatus.Success));
        };
        var transaction = DicomUID.Generate();
        DicomStatus? answer = null;
        var request = CommitmentNode.Request(transaction, DicomUID.UltrasoundImageStorage, DicomUID.Generate());
        request.OnResponseReceived = (_, response) => answer = response.Status;
        await client.AddRequestAsync(request);
        using var enough = new CancellationTokenSource();
        var sending = client.SendAsync(enough.Token);
        var report = await reported.Task.WaitAsync(Patience);
        Assert.Equal((DicomStatus.Success, (ushort)1), (answer!, report.EventTypeID));
        Assert.Equal(transaction.UID, report.Dataset!.GetString(DicomTag.TransactionUID));
        await peer.WaitForAsync(line => (string?)line["event"] == "reported" && (int?)line["status"] == 0);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
