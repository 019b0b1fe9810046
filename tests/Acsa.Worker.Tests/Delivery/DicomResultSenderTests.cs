using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Delivery;

/// <summary>Over real sockets, against a receiver that does as it is told.</summary>
public sealed class DicomResultSenderTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ToldSpool _spool = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Success_is_stored()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1), Item(2));
        Assert.Null(report.Failure);
        Assert.Equal([StoreAnswer.Stored, StoreAnswer.Stored], report.Answers.Select(answer => answer.Answer));
    }

    [Fact]
    public async Task Out_of_resources_is_to_be_tried_again()
    {
        _spool.HasRoom = false;
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1));
        Assert.Equal(StoreAnswer.Retry, Assert.Single(report.Answers).Answer);
        Assert.Contains("A700", report.Answers[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_not_taken_is_tried_again_later_and_the_others_go_on()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1), Item(2, new DicomUID("1.2.3.4.5", "Private", DicomUidType.SOPClass)), Item(3));
        Assert.Null(report.Failure);
        Assert.Equal(
            [(1, StoreAnswer.Stored), (2, StoreAnswer.Retry), (3, StoreAnswer.Stored)], report.Answers.OrderBy(answer => answer.OutboxId)
                .Select(answer => (answer.OutboxId, answer.Answer)));
    }

    [Fact]
    public async Task A_title_that_is_not_admitted_is_about_the_destination_and_parks_nothing()
    {
        using var pacs = Start("SOMEBODY-ELSE");
        var report = await Send(pacs.Port, Item(1));
        Assert.Empty(report.Answers);
        Assert.False(report.Failure!.WasAssociated);
        Assert.Contains("CallingAENotRecognized", (await Probe(pacs.Port))!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_finds_who_is_there()
    {
        using (var pacs = Start()) Assert.Null(await Probe(pacs.Port));
        Assert.NotNull(await Probe(Loopback.FreePort()));
    }

    [Fact]
    public async Task A_pacs_that_answers_under_another_message_id_has_stored_nothing()
    {
        await using var pacs = new ScriptedPacs((exchange, _) => exchange.AnswerAsync(idOffset: 1));
        AssertUnanswered(await Send(pacs.Port, TimeSpan.FromSeconds(2), Item(1)), wasAssociated: true);
    }

    [Theory]
    [InlineData("silent after connecting", false)]
    [InlineData("silent after the object", true)]
    [InlineData("drops the connection within the object", true)]
    [InlineData("reads nothing of the object", true)]
    public async Task A_pacs_that_hangs_or_drops_ends_the_call_in_time_and_has_stored_nothing(string manner, bool wasAssociated)
    {
        await using var pacs = new ScriptedPacs(manner switch
        {
            "silent after the object" => async (exchange, _) =>
            {
                await exchange.ReadDataSetAsync();
                await exchange.StopReadingAsync();
            },
            "drops the connection within the object" => (exchange, _) => exchange.DropAsync(),
            "reads nothing of the object" => (exchange, _) => exchange.StopReadingAsync(),
            _ => null,
        });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        AssertUnanswered(await Send(pacs.Port, TimeSpan.FromSeconds(2), Item(1, megabytes: 64)), wasAssociated);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    static void AssertUnanswered(SendReport report, bool wasAssociated)
    {
        Assert.Empty(report.Answers);
        Assert.Equal(wasAssociated, report.Failure!.WasAssociated);
    }

    [Fact]
    public async Task A_pacs_that_does_not_release_keeps_no_node_from_its_stop_that_has_all_answers()
    {
        using var stop = new CancellationTokenSource();
        await using var pacs = new ScriptedPacs(async (exchange, _) =>
        {
            await exchange.AnswerAsync();
            stop.CancelAfter(TimeSpan.FromSeconds(1));
            await exchange.StopReadingAsync();
        });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var report = await Sender().SendAsync(Pacs(pacs.Port, TimeSpan.FromMinutes(2)), [Item(1)], stop.Token);
        Assert.Equal(StoreAnswer.Stored, Assert.Single(report.Answers).Answer);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Nobody_there_is_to_be_tried_again()
    {
        var port = Start() is var gone ? gone.Port : 0;
        gone.Dispose();
        Assert.NotNull((await Send(port, Item(1))).Failure);
    }

    [Fact]
    public async Task A_result_that_may_not_be_read_does_not_end_the_delivery()
    {
        using var pacs = Start();
        // A folder in the file's place: opening it is denied, as with a file of somebody else's.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder.dcm"));
        var report = await Send(pacs.Port, new OutboxItem(1, "1.2", "folder.dcm", "1.2.3", "1.2.4", 0), Item(2));
        // It may be readable soon: a virus scanner holds no file for long.
        Assert.Equal([(1, StoreAnswer.Retry, false), (2, StoreAnswer.Stored, false)], report.Answers.OrderBy(answer => answer.OutboxId)
            .Select(answer => (answer.OutboxId, answer.Answer, answer.FileIsLost)));
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("another byte")]
    [InlineData("empty")]
    public async Task A_result_whose_file_is_not_what_was_written_is_not_sent(string how)
    {
        using var pacs = Start();
        var item = Item(1) with { Sha256 = HashOf("1.dcm") };
        Assert.Equal(StoreAnswer.Stored, Assert.Single((await Send(pacs.Port, item)).Answers).Answer);
        var (bytes, taken) = (File.ReadAllBytes(_folder["1.dcm"]), _spool.Taken);
        if (how == "another byte") bytes[^1] ^= 1;
        File.WriteAllBytes(_folder["1.dcm"], how == "cut off" ? bytes[..^4] : how == "empty" ? [] : bytes);
        var answer = Assert.Single((await Send(pacs.Port, item)).Answers);
        Assert.Equal((StoreAnswer.Park, true, taken), (answer.Answer, answer.FileIsLost, _spool.Taken));
    }

    [Fact]
    public async Task Certificates_that_are_not_loaded_are_about_the_destination_and_end_nothing()
    {
        using var pacs = Start();
        var sender = new DicomResultSender("ACSA", new ResultFolder(_folder.Path, NodeIdentity.Of("a"), 0, new FixedSpace()),
            _ => throw new IOException("the certificates are not loaded"));
        var destination = Pacs(pacs.Port, TimeSpan.FromSeconds(10));
        var report = await sender.SendAsync(destination, [Item(1) with { AskFirst = true }], default);
        Assert.Empty(report.Answers);
        Assert.False(report.Failure!.WasAssociated);
        Assert.Contains("not loaded", (await sender.ProbeAsync(destination, default))!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_before_a_stop_is_known()
    {
        using var pacs = Start();
        using var stop = new CancellationTokenSource();
        _spool.OnCommit = async (number, peerGone) =>
        {
            if (number == 1) return;
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, peerGone);
        };
        var report = await Sender().SendAsync(Pacs(pacs.Port, TimeSpan.FromSeconds(30)), [Item(1), Item(2), Item(3)], stop.Token);
        Assert.True(report.WasStopped);
        Assert.Null(report.Failure);
        Assert.Equal((1, StoreAnswer.Stored), Assert.Single(report.Answers) is var answer ? (answer.OutboxId, answer.Answer) : default);
    }

    [Fact]
    public void A_file_that_is_denied_while_it_is_sent_is_tried_again()
    {
        Assert.NotNull(DestinationCall.FailureOf(new UnauthorizedAccessException("denied")));
        Assert.Null(DestinationCall.FailureOf(new InvalidOperationException("a mistake of ours")));
    }

    [Fact]
    public async Task A_result_whose_file_is_gone_is_parked()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, new OutboxItem(1, "1.2", "nothing.dcm", "1.2.3", "1.2.4", 0));
        var answer = Assert.Single(report.Answers);
        Assert.Equal((StoreAnswer.Park, true), (answer.Answer, answer.FileIsLost));
    }

    [Fact]
    public async Task What_the_archive_may_hold_is_asked_for_and_only_what_it_lacks_is_sent()
    {
        await using var archive = await DcmQrScp.StartAsync(Directory.CreateDirectory(_folder["qr"]).FullName, "X", 1);
        var (held, lacking) = (Item(1), Item(2));
        Assert.Equal(StoreAnswer.Stored, Assert.Single((await SendTo(archive, held)).Answers).Answer);
        var report = await SendTo(archive, held with { AskFirst = true }, lacking with { AskFirst = true });
        Assert.Null(report.Failure);
        Assert.Equal([(1, StoreAnswer.Stored, true), (2, StoreAnswer.Stored, false)], report.Answers.OrderBy(answer => answer.OutboxId)
            .Select(answer => (answer.OutboxId, answer.Answer, answer.Words.Contains("found to hold", StringComparison.Ordinal))));
        Assert.Single((await SendTo(archive, lacking with { AskFirst = true })).Answers,
            answer => answer.Words.Contains("found", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_that_cannot_be_asked_is_sent_all()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1) with { AskFirst = true }, Item(2) with { AskFirst = true });
        Assert.Equal([StoreAnswer.Stored, StoreAnswer.Stored], report.Answers.Select(answer => answer.Answer));
        Assert.DoesNotContain(report.Answers, answer => answer.Words.Contains("found", StringComparison.Ordinal));
    }

    Task<SendReport> SendTo(DcmQrScp archive, params OutboxItem[] items) =>
        Sender().SendAsync(Pacs(archive.Port, TimeSpan.FromSeconds(10)) with { AeTitle = DcmQrScp.AeTitle }, items, default);

    DicomListener Start(string admits = "ACSA") => DicomListener.Start(
        "127.0.0.1", 0, new AdmissionList("PACS", [new(admits)]), _spool, new Deaf(), NullLoggerFactory.Instance);

    Task<SendReport> Send(int port, params OutboxItem[] items) => Send(port, TimeSpan.FromSeconds(10), items);

    Task<SendReport> Send(int port, TimeSpan patience, params OutboxItem[] items) =>
        Sender().SendAsync(Pacs(port, patience), items, default);

    Task<SendFailure?> Probe(int port) => Sender().ProbeAsync(Pacs(port, TimeSpan.FromSeconds(10)), default);

    DicomResultSender Sender() => new("ACSA", new ResultFolder(_folder.Path, NodeIdentity.Of("a"), 0, new FixedSpace()));

    static DestinationConfiguration Pacs(int port, TimeSpan patience) =>
        new("pacs", "PACS", "127.0.0.1", port, new HashSet<Acsa.Reporting.ResultKind>(), false, patience, RetrySchedule.Default);

    OutboxItem Item(long id, DicomUID? sopClass = null, int megabytes = 0)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, sopClass ?? DicomUID.SegmentationStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.PatientID, "X" }, { DicomTag.PatientName, "Test" }, { DicomTag.Modality, "SEG" },
            { DicomTag.StudyInstanceUID, "1.2" }, { DicomTag.SeriesInstanceUID, "1.2.5" }, { DicomTag.StudyID, "1" },
            { DicomTag.SeriesNumber, "5" }, { DicomTag.InstanceNumber, "1" }, { DicomTag.StudyDate, "20261120" },
            { DicomTag.StudyTime, "120000" }, { DicomTag.AccessionNumber, "" },
        };
        if (megabytes > 0) dataset.Add(new DicomOtherByte(DicomTag.EncapsulatedDocument, new byte[megabytes << 20]));
        new DicomFile(dataset).Save(_folder[$"{id}.dcm"]);
        return new(id, "1.2", $"{id}.dcm", dataset.GetString(DicomTag.SOPInstanceUID), dataset.GetString(DicomTag.SOPClassUID), 0);
    }

    string HashOf(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder[file])));

    sealed class Deaf : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }

    sealed class ToldSpool : ISpool, ISpoolEntry
    {
        public bool HasRoom { get; set; } = true;

        public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop) => Task.FromResult<ISpoolEntry>(this);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop) => ValueTask.CompletedTask;

        public int Taken { get; private set; }

        public Func<int, CancellationToken, Task> OnCommit { get; set; } = (_, _) => Task.CompletedTask;

        public async Task<StoreVerdict> CommitAsync(CancellationToken stop)
        {
            await OnCommit(++Taken, stop);
            return StoreVerdict.Stored;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
