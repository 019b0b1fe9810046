using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Fitness;

/// <summary>An archive that took a class when it was asked and refuses its objects when they come.</summary>
public sealed class StepDownTests : IDisposable
{
    static readonly string Seg = DicomUID.SegmentationStorage.UID, Gsps = DicomUID.GrayscaleSoftcopyPresentationStateStorage.UID;

    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;
    readonly LiveConfiguration _live;
    readonly FitnessBook _book;

    public StepDownTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));
        _live = ConfigurationFile.Parse(
            """
            { "data": ".", "destinations": [ { "name": "pacs", "aeTitle": "A", "host": "h", "send": "auto" }, { "name": "told", "aeTitle": "B", "host": "h", "send": ["seg"] } ] }
            """, "acsa.json", _folder.Path);
        _book = new(_live, NodeIdentity.Of("n"), _ledger, _time, NullLogger<FitnessBook>.Instance);
        Assert.True(_book.Answered("pacs", [.. StorageClass.All.Select(one => new ClassAnswer(one.Name, one.Uid.UID, true, "yes"))], null));
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_and_what_comes_goes_in_the_next_form_and_nothing_is_parked_or_tried_for_ever(bool byAssociation)
    {
        var archive = new Archive(byAssociation, Seg);
        await AddStudyAsync("1.1");
        await DeliverAsync("pacs", archive);
        Assert.Equal(["gsps", "sr"], await StoredAsync(archive)); // The report was stored beside the refused outline, and stays.
        await AddStudyAsync("1.2");
        await DeliverAsync("pacs", archive);
        Assert.Equal(["gsps", "gsps", "sr", "sr-alone"], await StoredAsync(archive)); // This one refers to no Segmentation.
        var row = (await _ledger.ReportAsync(default)).Destinations.Single(to => to.Name == "pacs");
        Assert.Equal((0, 0, 4), (row.Pending, row.Parked, row.Delivered));
        Assert.Equal(1, archive.Refused);
        Assert.Equal(["Segmentation"], _book.Of("pacs")!.Refusals.Select(refusal => refusal.Name));

        // Asked again it says yes: that counts where it had said no, and not for a day where it had agreed and then refused.
        Ask();
        Assert.Equal(byAssociation, _book.Of("pacs")!.Send.Contains("seg"));
        _time.Advance(Limits.RefusalStands);
        Ask();
        Assert.Contains("seg", _book.Of("pacs")!.Send);
    }

    [Fact]
    public async Task One_step_after_the_other_until_nothing_is_left_for_a_person_to_find()
    {
        var archive = new Archive(false, [.. StorageClass.All.Select(one => one.Uid.UID)]);
        await AddStudyAsync("1.1");
        await DeliverAsync("pacs", archive);
        var row = (await _ledger.ReportAsync(default)).Destinations.Single(to => to.Name == "pacs");
        Assert.Equal((0, 0), (row.Pending, row.Delivered));
        Assert.True(row.Parked > 0);
        Assert.InRange(archive.Refused, 3, 8); // Each form once, at most.
        Assert.Empty(_book.Of("pacs")!.Send);
        _time.Advance(TimeSpan.FromHours(12));
        var refused = archive.Refused;
        await DeliverAsync("pacs", archive);
        Assert.Equal(refused, archive.Refused);
    }

    [Fact]
    public async Task A_destination_that_is_told_what_it_gets_waits_for_its_settings_as_before()
    {
        var archive = new Archive(true, Seg);
        await AddStudyAsync("1.1");
        await DeliverAsync("told", archive);
        var row = (await _ledger.ReportAsync(default)).Destinations.Single(to => to.Name == "told");
        Assert.Equal((1, 0), (row.Pending, row.Parked));
        Assert.Null(_book.Of("told"));
    }

    [Fact]
    public void Every_form_that_a_destination_may_come_to_get_is_written_beforehand()
    {
        foreach (var refused in StorageClass.All)
        {
            var send = ResultLadder.Choose(StorageClass.All.Select(one => one.Uid.UID).Where(uid => uid != refused.Uid.UID).ToHashSet());
            Assert.Subset(_live.Current.Kinds.ToHashSet(), _live.Current.Destinations[0].Forms.Apply(send).Except(ResultKinds.OfStudy).ToHashSet());
        }

        Assert.Contains(ResultKind.TextReport, _live.Current.Kinds);
        Assert.Contains(ResultKind.Document, _live.Current.Kinds);
    }

    void Ask() => Assert.True(_book.Answered("pacs", [.. StorageClass.All.Select(one => new ClassAnswer(one.Name, one.Uid.UID, true, "yes"))], null));

    async Task DeliverAsync(string name, Archive archive)
    {
        var loop = new DeliveryLoop(_live.Current.Destinations.Single(to => to.Name == name), NodeIdentity.Of("n"), _ledger, archive, new WorkSignal(), _time,
            new Random(1), NullLogger<DeliveryLoop>.Instance, _book);
        for (var turn = 0; turn < 20 && await loop.DeliverAsync(default); turn++)
        {
        }
    }

    async Task<string[]> StoredAsync(Archive archive)
    {
        var names = new List<string>();
        foreach (var study in new[] { "1.1", "1.2" })
            names.AddRange(((await _ledger.FilesAsync(study, default))?.Results ?? []).Where(file => archive.Stored.Contains(file.SopInstanceUid)).Select(file => file.Kind));
        return [.. names.Order(StringComparer.Ordinal)];
    }

    async Task AddStudyAsync(string uid)
    {
        await _ledger.RecordAsync([Specimen.Instance(uid)], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var files = _live.Current.Kinds.Except(ResultKinds.OfStudy).Select(kind => Specimen.Result(kind) with { SopClassUid = ClassOf(kind) }).ToList();
        await _ledger.CompleteInstanceAsync(job, new(job.Instances[0].Id, false, [], [new("measured", "{}")], files),
            [.. _live.Current.Destinations.Select(to => new OutboxRoute(to.Name, to.Send))], default);
        await _ledger.FinishStudyAsync(job, default);
    }

    static string ClassOf(ResultKind kind) => kind switch
    {
        ResultKind.Segmentation => Seg,
        ResultKind.PresentationState => Gsps,
        ResultKind.SecondaryCapture => DicomUID.SecondaryCaptureImageStorage.UID,
        ResultKind.TextReport => DicomUID.BasicTextSRStorage.UID,
        ResultKind.Document => DicomUID.EncapsulatedPDFStorage.UID,
        ResultKind.StructuredReport or ResultKind.StructuredReportAlone => DicomUID.Comprehensive3DSRStorage.UID,
        _ => DicomUID.ComprehensiveSRStorage.UID,
    };

    sealed class Archive(bool byAssociation, params string[] refused) : IResultSender
    {
        public HashSet<string> Stored { get; } = new(StringComparer.Ordinal);
        public int Refused { get; private set; }

        public Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop) =>
            Task.FromResult(new SendReport([.. items.Select(Answer)], null));

        public Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop) => Task.FromResult<SendFailure?>(null);

        SendAnswer Answer(OutboxItem item)
        {
            if (!refused.Contains(item.SopClassUid))
            {
                Assert.True(Stored.Add(item.SopInstanceUid));
                return new(item.Id, StoreAnswer.Stored, "stored");
            }

            Refused++;
            return byAssociation ? new(item.Id, StoreAnswer.Retry, "not this class") { ClassRefusedBy = ClassRefusedBy.Association }
                : new(item.Id, StoreAnswer.Park, "the data set does not match its SOP class (0xA900)") { ClassRefusedBy = ClassRefusedBy.Status };
        }
    }
}
