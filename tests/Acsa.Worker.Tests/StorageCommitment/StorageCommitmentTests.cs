using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.StorageCommitment;

/// <summary>Both sides of Storage Commitment over real sockets: the listener, the loop, Orthanc, and peers that lie or keep
/// silent.</summary>
public sealed class StorageCommitmentTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    const string UltrasoundImage = "1.2.840.10008.5.1.4.1.1.6.1";

    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly List<DestinationConfiguration> _destinations = [];
    readonly List<ScannerConfiguration> _scanners = [];
    readonly SqlLedger _ledger;
    readonly ScannerCommitments _commitments;
    DicomListener? _listener;

    public StorageCommitmentTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));
        var configuration = ConfigurationFile.Parse("""{ "data": "d", "dicom": { "aeTitle": "ACSA" } }""", "acsa.json", _folder.Path) with
        {
            Destinations = _destinations, Scanners = _scanners,
        };
        _commitments = new(configuration, _ledger, held => !held.File.Contains("lost", StringComparison.Ordinal), new WorkSignal(), _time,
            NullLogger<ScannerCommitments>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _listener?.Dispose();
        _ledger.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_scanner_without_a_port_is_told_on_its_own_association_what_is_held_and_what_is_not()
    {
        _scanners.Add(new("US1", "*", Commitment: true));
        var listener = Listen();
        await _ledger.RecordAsync([Specimen.Instance("1.2", "2.25.901")], false, default);
        await _ledger.RecordAsync([Specimen.Instance("1.2", "2.25.902") with { File = "lost.dcm" }], false, default);
        var request = new CommitmentRequest("1.2.77",
            [new(UltrasoundImage, "2.25.901"), new(UltrasoundImage, "2.25.902"), new(UltrasoundImage, "2.25.903"),
                new("1.2.3", "2.25.901")]);

        var reported = new TaskCompletionSource<CommitmentReport>();
        var client = DicomClientFactory.Create("127.0.0.1", listener.Port, false, "US1", "ACSA");
        client.ClientOptions.AssociationLingerTimeoutInMs = 60_000;
        client.OnNEventReportRequest = report =>
        {
            reported.TrySetResult(CommitmentMessages.ReadReport(report.Dataset)!);
            return Task.FromResult(new DicomNEventReportResponse(report, DicomStatus.Success));
        };
        await client.AddRequestAsync(CommitmentMessages.Write(request));
        using var enough = new CancellationTokenSource();
        var sending = client.SendAsync(enough.Token);
        var answer = await reported.Task.WaitAsync(Patience);
        Assert.Equal([request.Items[0]], answer.Stored);
        Assert.Equal([(request.Items[1], (ushort)0x0112), (request.Items[2], (ushort)0x0112), (request.Items[3], (ushort)0x0119)],
            answer.Failed);
        await Until.TrueAsync(() => _commitments.StepAsync(default), Patience, "the answer to be recorded");
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await _ledger.ClaimRequestAsync(TimeSpan.FromMinutes(1), default));
    }

    [Theory]
    [InlineData("1.2.077", "1.2.840.010008", DicomUidProblem.None)] // Real scanners write leading zeros.
    [InlineData("1.2.77", "not a uid", DicomUidProblem.OfInstance)]
    [InlineData("transaction\n1", "2.25.901", DicomUidProblem.OfTransaction)]
    public async Task What_a_scanner_asks_with_UIDs_that_break_the_rules_ends_in_an_answer_and_never_the_loop(
        string transaction, string instance, DicomUidProblem problem)
    {
        _scanners.Add(new("US1", "*", Commitment: true, Port: Loopback.FreePort()));
        var listener = Listen();
        DicomStatus? answered = null;
        var client = DicomClientFactory.Create("127.0.0.1", listener.Port, false, "US1", "ACSA");
        await client.AddRequestAsync(
            new DicomNActionRequest(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1)
            {
                Dataset = new DicomDataset().NotValidated().Add(DicomTag.TransactionUID, transaction)
                    .Add(new DicomSequence(DicomTag.ReferencedSOPSequence, new DicomDataset().NotValidated()
                        .Add(DicomTag.ReferencedSOPClassUID, UltrasoundImage).Add(DicomTag.ReferencedSOPInstanceUID, instance))),
                OnResponseReceived = (_, response) => answered = response.Status,
            });
        await client.SendAsync();
        Assert.Equal(problem == DicomUidProblem.None ? DicomStatus.Success : DicomStatus.InvalidArgumentValue, answered);
        Assert.Equal(problem == DicomUidProblem.None, await _commitments.StepAsync(default)); // Its port is closed: a failure, no more.
        Assert.False(await _commitments.StepAsync(default));
    }

    [Theory]
    [InlineData("US1", "transaction", "instance")]
    [InlineData("", "1.2.77", "2.25.901")]
    public async Task A_request_in_the_ledger_that_no_report_can_be_made_of_is_tried_again_and_given_up(
        string title, string transaction, string instance)
    {
        _scanners.Add(new(AdmittedCaller.Any, "*", Commitment: true, Port: Loopback.FreePort()));
        await _ledger.RecordRequestAsync(
            new(title, "ACSA", "127.0.0.1", "a"), new(transaction, [new(UltrasoundImage, instance)]), TimeSpan.Zero, default);
        var steps = 0;
        while (await _commitments.StepAsync(default) && ++steps < 100) _time.Advance(TimeSpan.FromHours(2));
        Assert.InRange(steps, 1, 99);
    }

    [Fact]
    public void Reports_give_UIDs_back_as_they_came()
    {
        var item = new CommitmentItem("1.2.03", "1.2.04");
        var report = CommitmentMessages.ReadReport(CommitmentMessages.Write(new CommitmentReport("1.2.05", [item], [(item, 274)])).Dataset);
        Assert.Equal(("1.2.05", item, (item, (ushort)274)),
            (report!.TransactionUid, Assert.Single(report.Stored), Assert.Single(report.Failed)));
    }

    [Fact]
    public async Task Orthanc_as_a_scanner_asks_and_is_told_on_an_association_to_its_port()
    {
        await using var orthanc = await Orthanc.StartAsync(_folder.Path);
        _scanners.Add(new(Orthanc.AeTitle, "*", Commitment: true, Port: orthanc.Port));
        var listener = Listen();
        await IntroduceAsync(orthanc, listener.Port);
        await _ledger.RecordAsync([Specimen.Instance("1.2", "2.25.911")], false, default);
        var good = await AskAsync("2.25.911");
        var bad = await AskAsync("2.25.912");
        while (await _commitments.StepAsync(default))
        {
        }

        await Until.TrueAsync(async () => await StatusAsync(good) == "Success" && await StatusAsync(bad) == "Failure", Patience,
            "Orthanc to know of both");

        async Task<string> AskAsync(string uid)
        {
            using var content = new StringContent($$"""{"DicomInstances":[["{{UltrasoundImage}}","{{uid}}"]]}""", Encoding.UTF8,
                "application/json");
            var asked = await orthanc.Rest.PostAsync("modalities/ACSA/storage-commitment", content);
            asked.EnsureSuccessStatusCode();
            return (await asked.Content.ReadFromJsonAsync<JsonObject>())!["Path"]!.GetValue<string>();
        }

        async Task<string> StatusAsync(string path) =>
            (await orthanc.Rest.GetFromJsonAsync<JsonObject>(path))!["Status"]!.GetValue<string>();
    }

    [Fact]
    public async Task Orthanc_as_an_archive_commits_to_what_it_holds_and_what_it_lost_is_sent_again()
    {
        await using var orthanc = await Orthanc.StartAsync(_folder.Path);
        var pacs = Destination("pacs", Orthanc.AeTitle, orthanc.Port);
        var listener = Listen();
        await IntroduceAsync(orthanc, listener.Port);
        var results = new ResultFolder(_folder.Path, NodeIdentity.Of("a"), 0, new FixedSpace());
        await AddResultsAsync(2);
        var delivery = new DeliveryLoop(pacs, NodeIdentity.Of("a"), _ledger, new DicomResultSender("ACSA", results), new WorkSignal(),
            _time,
            new Random(1), NullLogger<DeliveryLoop>.Instance);
        Assert.True(await delivery.DeliverAsync(default));
        await orthanc.Rest.DeleteAsync($"instances/{(await orthanc.IdsAsync("instances"))[0]}"); // It has said Success to it.

        var loop = Loop(pacs, new CommitmentClient("ACSA", results));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await loop.StepAsync(default));
        await Until.TrueAsync(async () => (await RowAsync()) is { Committed: 1, Pending: 1 }, Patience, "one committed, one sent again");
        _time.Advance(TimeSpan.FromSeconds(13));
        Assert.True(await delivery.DeliverAsync(default));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await loop.StepAsync(default));
        await Until.TrueAsync(async () => (await RowAsync()).Committed == 2, Patience, "both committed");
        Assert.Equal(2, (await orthanc.IdsAsync("instances")).Length);
        Assert.Equal("committed", Assert.Single((await _ledger.ReportAsync(default)).Studies).State);
    }

    [Fact]
    public async Task An_archive_that_says_nothing_is_queried_and_gets_again_what_it_does_not_find()
    {
        var pacs = Destination("pacs", "PACS", 104);
        await AddResultsAsync(2);
        await SettleAsync();
        var client = new ScriptedClient();
        var loop = Loop(pacs, client);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await loop.StepAsync(default));
        Assert.False(await loop.StepAsync(default)); // Its report may still come.
        _time.Advance(pacs.CommitmentTimeout);
        client.Find = items => items.Take(1).Select(item => item.Id).ToHashSet();
        Assert.True(await loop.StepAsync(default));
        Assert.Equal((1, 1), ((await RowAsync()).Pending, (await RowAsync()).Delivered));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await loop.StepAsync(default));
        Assert.Equal([2, 1], client.Asked);
    }

    [Fact]
    public async Task An_archive_that_cannot_be_asked_costs_no_attempt_and_one_that_refuses_ends_in_parking()
    {
        var pacs = Destination("pacs", "PACS", 104);
        await AddResultsAsync(1);
        await SettleAsync();
        var client = new ScriptedClient { Failure = new(WasAnswered: false, "not reachable") };
        var loop = Loop(pacs, client);
        for (var time = 0; time < 20; time++)
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            Assert.True(await loop.StepAsync(default));
        }

        client.Failure = new(WasAnswered: true, "does not take requests for Storage Commitment");
        for (var time = 0; time < 4; time++)
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            Assert.True(await loop.StepAsync(default));
        }

        Assert.Contains("does not take requests", Assert.Single((await _ledger.ReportAsync(default)).Parked).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_does_not_take_commitment_is_told_apart_from_one_that_is_not_there()
    {
        _scanners.Add(new("ACSA", "*"));
        var listener = Listen("PACS");
        var results = new ResultFolder(_folder.Path, NodeIdentity.Of("a"), 0, new FixedSpace());
        var ask = new CommitmentAsk(1, "1.2.3", [new(1, "1.2", "f.dcm", "1.2.4", "1.2.5", 0)]);
        var client = new CommitmentClient("ACSA", results);
        Assert.True((await client.AskAsync(Destination("there", "PACS", listener.Port), ask, _ => throw new InvalidOperationException(),
            default))!
            .WasAnswered);
        Assert.False((await client.AskAsync(Destination("away", "PACS", Loopback.FreePort()), ask,
            _ => throw new InvalidOperationException(),
            default))!.WasAnswered);
    }

    [Fact]
    public async Task Who_only_reports_may_not_store_and_who_only_stores_may_not_ask()
    {
        var taken = new List<DicomUID>();
        _scanners.Add(new("US1", "*"));
        Destination("pacs", "PACS", 104);
        var listener = Listen();
        foreach (var title in new[] { "PACS", "US1" })
        {
            var client = DicomClientFactory.Create("127.0.0.1", listener.Port, false, title, "ACSA");
            client.AssociationAccepted += (_, accepted) => taken.AddRange(accepted.Association.PresentationContexts
                .Where(context => context.Result == DicomPresentationContextResult.Accept).Select(context => context.AbstractSyntax));
            foreach (var uid in new[] { DicomUID.UltrasoundImageStorage, DicomUID.StorageCommitmentPushModel })
            {
                var context = new DicomPresentationContext(0, uid);
                context.AddTransferSyntax(DicomTransferSyntax.ExplicitVRLittleEndian);
                client.AdditionalPresentationContexts.Add(context);
            }

            await client.AddRequestAsync(new DicomCEchoRequest());
            await client.SendAsync();
        }

        Assert.Equal(
            [DicomUID.StorageCommitmentPushModel, DicomUID.UltrasoundImageStorage], taken.Where(uid => uid != DicomUID.Verification));
    }

    DestinationConfiguration Destination(string name, string title, int port)
    {
        var destination = new DestinationConfiguration(name, title, "127.0.0.1", port, new HashSet<ResultKind>(), true,
            TimeSpan.FromSeconds(20),
            RetrySchedule.TryParse("3x10s", out var schedule) ? schedule : RetrySchedule.Default);
        _destinations.Add(destination);
        return destination;
    }

    DicomListener Listen(string title = "ACSA")
    {
        AdmittedCaller[] callers =
        [
            .. _scanners.Select(scanner => new AdmittedCaller(
                scanner.AeTitle, scanner.Host, CallerRights.Store | (scanner.Commitment ? CallerRights.AskCommitment : 0))),
            .. _destinations.Select(to => new AdmittedCaller(to.AeTitle, AdmittedCaller.Any, CallerRights.ReportCommitment)),
        ];
        return _listener = DicomListener.Start(
            "127.0.0.1", 0, new AdmissionList(title, callers), new NoSpool(), new Deaf(), NullLoggerFactory.Instance,
            new() { Commitments = _commitments });
    }

    CommitmentLoop Loop(DestinationConfiguration destination, ICommitmentClient client) =>
        new(destination, _ledger, client, new WorkSignal(), _time, new Random(1), NullLogger<CommitmentLoop>.Instance);

    async Task<DestinationRow> RowAsync() => (await _ledger.ReportAsync(default)).Destinations.Single(row => row.Name == "pacs");

    // Results of one study, as files.
    async Task AddResultsAsync(int count)
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2.3")], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var files = Enumerable.Range(0, count).Select(number =>
        {
            var dataset = new DicomDataset
            {
                { DicomTag.SOPClassUID, DicomUID.ComprehensiveSRStorage }, { DicomTag.SOPInstanceUID, DicomUID.Generate() },
                { DicomTag.StudyInstanceUID, "1.2.3" }, { DicomTag.SeriesInstanceUID, "1.2.3.4" }, { DicomTag.PatientID, "X" },
                { DicomTag.Modality, "SR" },
            };
            new DicomFile(dataset).Save(_folder[$"{number}.dcm"]);
            return new ResultFile(ResultKind.StructuredReport, dataset.GetString(DicomTag.SOPInstanceUID),
                DicomUID.ComprehensiveSRStorage.UID,
                $"{number}.dcm",
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder[$"{number}.dcm"]))));
        }).ToList();
        await _ledger.CompleteInstanceAsync(
            job, new(job.Instances[0].Id, false, [], [new("measured", "{}")], files), [Specimen.Route("pacs")], default);
        await _ledger.FinishStudyAsync(job, default);
    }

    async Task SettleAsync()
    {
        var items = await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default);
        await _ledger.SettleAsync(
            "pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))], default);
    }

    static async Task IntroduceAsync(Orthanc orthanc, int port)
    {
        // Orthanc takes no chunked bodies, so the content has a length of its own.
        using var modality =
            new StringContent($$"""{"AET":"ACSA","Host":"127.0.0.1","Port":{{port}}}""", Encoding.UTF8, "application/json");
        (await orthanc.Rest.PutAsync("modalities/ACSA", modality)).EnsureSuccessStatusCode();
    }

    public enum DicomUidProblem
    {
        None,
        OfInstance,
        OfTransaction,
    }

    sealed class ScriptedClient : ICommitmentClient
    {
        public AskFailure? Failure { get; set; }
        public Func<IReadOnlyList<OutboxItem>, IReadOnlySet<long>?> Find { get; set; } = _ => null;
        public List<int> Asked { get; } = [];

        public Task<AskFailure?> AskAsync(DestinationConfiguration destination, CommitmentAsk ask, Func<CommitmentReport,
            Task<DicomStatus>> report,
            CancellationToken stop)
        {
            Asked.Add(ask.Items.Count);
            return Task.FromResult(Failure);
        }

        public Task<IReadOnlySet<long>?> FindAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items,
            CancellationToken stop) =>
            Task.FromResult(Find(items));
    }

    sealed class NoSpool : ISpool
    {
        public bool HasRoom => false;

        public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop) =>
            throw new InvalidOperationException("no room");
    }

    sealed class Deaf : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }
}
