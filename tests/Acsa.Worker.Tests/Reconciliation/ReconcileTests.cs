using System.Net.Http.Json;
using Acsa.Reporting;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Reconciliation;

/// <summary>The ledger beside real archives that answer C-FIND.</summary>
public sealed class ReconcileTests : IDisposable
{
    const string Study = "1.2.826.0.1.3680043.10.1.1";
    const string OtherStudy = "1.2.826.0.1.3680043.10.1.2";
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_archive_lacks_or_has_beyond_the_ledger_is_found_and_what_it_lacks_is_sent_again(bool isOrthanc)
    {
        await using var orthanc = isOrthanc ? await Orthanc.StartAsync(Directory.CreateDirectory(_folder["orthanc"]).FullName) : null;
        await using var dcmqrscp = isOrthanc ? null : await DcmQrScp.StartAsync(Directory.CreateDirectory(_folder["qr"]).FullName, "X", 1);
        var (title, port) = orthanc is null ? (DcmQrScp.AeTitle, dcmqrscp!.Port) : (Orthanc.AeTitle, orthanc.Port);
        // Orthanc answers queries of callers that it knows.
        if (orthanc is not null)
            (await orthanc.Rest.PutAsJsonAsync("modalities/acsa", new object[] { "ACSA", "127.0.0.1", 104 })).EnsureSuccessStatusCode();
        Write(title, port);
        string[] uids = [.. Enumerable.Range(0, 4).Select(i => ResultUids.For($"{isOrthanc} {i}"))];
        await RecordAsDelivered(Study, uids[..2]);
        await RecordAsDelivered(OtherStudy, uids[2..]);

        foreach (var uid in uids) await StoreAsync(title, port, uid == uids[0] || uid == uids[1] ? Study : OtherStudy, uid);
        await StoreAsync(title, port, Study, "1.2.826.0.1.3680043.10.9.1"); // somebody else's, in the same study
        Assert.Equal(ExitCode.Success, await Reconcile());

        var lost = ResultUids.For($"{isOrthanc} lost");
        await RecordAsDelivered(Study, [lost]);
        Assert.Equal(ExitCode.Failed, await Reconcile());
        Assert.Equal(ExitCode.Success, await Reconcile("--study", OtherStudy));
        Assert.Equal("delivered", await StateOf(lost));
        Assert.Equal(ExitCode.Failed, await Reconcile("--resend"));
        Assert.Equal("pending", await StateOf(lost));
        Assert.Equal(ExitCode.Success, await Reconcile()); // It waits, and is nobody's to miss.

        await StoreAsync(title, port, Study, ResultUids.For($"{isOrthanc} from elsewhere"));
        Assert.Equal(ExitCode.Failed, await Reconcile());
    }

    [Fact]
    public async Task An_archive_that_does_not_answer_is_a_failure_and_nothing_is_called_missing()
    {
        Write("NOBODY", Loopback.FreePort());
        var uid = ResultUids.For("x");
        await RecordAsDelivered(Study, [uid]);
        Assert.Equal(ExitCode.Failed, await Reconcile("--resend"));
        Assert.Equal("delivered", await StateOf(uid));
    }

    [Fact]
    public async Task The_schedule_sees_what_an_archive_holds_and_sends_again_what_it_lacks()
    {
        await using var archive = await DcmQrScp.StartAsync(Directory.CreateDirectory(_folder["qr"]).FullName, "X", 1);
        Write(DcmQrScp.AeTitle, archive.Port, """, "reconcile": "resend", "reconcileHours": 0""");
        string[] uids = [ResultUids.For("held"), ResultUids.For("lost")];
        await RecordAsDelivered(Study, uids);
        await StoreAsync(DcmQrScp.AeTitle, archive.Port, Study, uids[0]);
        using var ledger = Open();
        var reconciler = new Reconciler(
            ConfigurationFile.Read(_folder["acsa.json"]), ledger, _ => null, TimeProvider.System, NullLogger<Reconciler>.Instance);
        await reconciler.RunAsync(default);
        Assert.Equal(("delivered", "pending"), (await StateOf(uids[0]), await StateOf(uids[1])));
        Assert.Equal(0, Assert.Single((await ledger.ReportAsync(default)).Destinations).Unseen);
    }

    [Fact]
    public async Task A_peer_that_is_no_destination_is_bad_usage()
    {
        Write("NOBODY", 104);
        Assert.Equal(ExitCode.Usage,
            await CommandLine.RunAsync(["reconcile", "--peer", "X@elsewhere:104", "--config", _folder["acsa.json"]]));
    }

    Task<int> Reconcile(params string[] more) =>
        CommandLine.RunAsync(["reconcile", "--peer", "pacs", "--json", "--config", _folder["acsa.json"], .. more]);

    void Write(string title, int port, string more = "") => File.WriteAllText(_folder["acsa.json"], $$"""
        { "data": "data", "destinations": [ { "name": "pacs", "aeTitle": "{{title}}", "host": "127.0.0.1", "port": {{port}}{{more}} } ] }
        """);

    SqlLedger Open()
    {
        Directory.CreateDirectory(_folder["data"]);
        return SqlLedger.Open(LedgerLocation.InFile(Path.Combine(_folder["data"], "ledger.sqlite")), TimeProvider.System, TimeSpan.Zero);
    }

    async Task RecordAsDelivered(string study, string[] uids)
    {
        using var ledger = Open();
        await ledger.RecordAsync([Specimen.Instance(study)], false, default);
        var job = (await ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var outcome = Specimen.Outcome(job.Instances[0]) with
        {
            Results = [.. uids.Select(uid => Specimen.Result(ResultKind.SecondaryCapture) with { SopInstanceUid = uid })],
        };
        await ledger.CompleteInstanceAsync(job, outcome, [Specimen.Route("pacs")], default);
        await ledger.FinishStudyAsync(job, default);
        var items = await ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default);
        await ledger.SettleAsync("pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))],
            default);
    }

    async Task<string?> StateOf(string uid)
    {
        using var ledger = Open();
        return (await ledger.KnownResultsAsync("pacs", null, null, default)).Single(result => result.SopInstanceUid == uid).State;
    }

    static async Task StoreAsync(string title, int port, string study, string uid)
    {
        DicomStatus? status = null;
        var request = new DicomCStoreRequest(new DicomFile(new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage }, { DicomTag.SOPInstanceUID, uid },
            { DicomTag.StudyInstanceUID, study }, { DicomTag.SeriesInstanceUID, study + ".5" }, { DicomTag.PatientID, "P" + study[^1] },
            { DicomTag.PatientName, "Test" }, { DicomTag.StudyID, "1" }, { DicomTag.SeriesNumber, "5" }, { DicomTag.InstanceNumber, "1" },
            { DicomTag.Modality, "OT" }, { DicomTag.StudyDate, "20261120" }, { DicomTag.StudyTime, "120000" },
            { DicomTag.AccessionNumber, "" },
        })) { OnResponseReceived = (_, response) => status = response.Status };
        var client = DicomClientFactory.Create("127.0.0.1", port, false, "ACSA", title);
        await client.AddRequestAsync(request);
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, status);
    }
}
