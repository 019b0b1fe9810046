using Acsa.DicomScp;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Studies;

/// <summary>What destinations are told of results that are not found again: a study worker on a real ledger, with files on disk.</summary>
public sealed class WithdrawalNotesTests : IDisposable, IInstanceAnalyser
{
    readonly TempFolder _folder = new();
    readonly SteppedTime _time = new();
    readonly SqlLedger _ledger;
    readonly AnalysisSetup _setup = AnalysisSetup.Create("no models", new("cpu", "off"), "ACSA");
    readonly StudyWorker _worker;
    readonly SpoolFolder _spool;
    bool _finds = true;

    public WithdrawalNotesTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.Zero);
        var configuration = ConfigurationFile.Parse(
            """
            { "data": "d", "destinations": [ { "name": "archive", "aeTitle": "A", "host": "h", "rejectSuperseded": true },
              { "name": "plain", "aeTitle": "P", "host": "h" } ] }
            """, "acsa.json", _folder.Path);
        _spool = new(_folder["spool"], new(0), NodeIdentity.Of("a"), new FixedSpace(), _ledger, new FakeReader(new("1.2", null)), _time);
        Directory.CreateDirectory(_folder["results"]);
        var results = new ResultFolder(_folder["results"], NodeIdentity.Of("a"), 0, new FixedSpace());
        _worker = new(_ledger, _spool, this, results, configuration, new StudyAlias([1]), NodeIdentity.Of("a"), new WorkSignal(), _time,
            NullLogger<StudyWorker>.Instance, withdrawals: new WithdrawalNotes(_ledger, _spool, results, _setup));
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _setup.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_takes_notes_is_told_to_hide_what_is_not_found_again_and_of_all_others_a_person_hears()
    {
        var image = await AnalysedAsync();
        foreach (var to in new[] { "archive", "plain" }) await DeliverAsync(to);
        _finds = false;
        await AgainAsync();

        var note = Assert.Single(await DeliverAsync("archive"));
        Assert.Equal(DicomUID.KeyObjectSelectionDocumentStorage.UID, note.SopClassUid);
        var data = DicomFile.Open(Path.Combine(_folder["results"], note.File)).Dataset;
        Assert.Equal("113001", data.GetSequence(DicomTag.ConceptNameCodeSequence).Items[0].GetString(DicomTag.CodeValue));
        Assert.Equal(["1.2.77"], data.GetSequence(DicomTag.CurrentRequestedProcedureEvidenceSequence).Items
            .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items)
            .SelectMany(series => series.GetSequence(DicomTag.ReferencedSOPSequence).Items)
            .Select(item => item.GetString(DicomTag.ReferencedSOPInstanceUID)));
        Assert.Empty(await DeliverAsync("plain"));
        var earlier = Assert.Single(await _ledger.EarlierResultsAsync(image, default));
        Assert.Equal(("archive", "plain", true),
            (string.Join(' ', earlier.HiddenBy), string.Join(' ', earlier.HeldBy), earlier.IsSuperseded));
        var reasons = Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons;
        Assert.Contains("Earlier results of this image do not stand any more: archive is told by a note to hide them.", reasons);
        Assert.Contains(reasons, reason => reason.StartsWith(
            "Earlier results of this image are in plain still, do not stand any more", StringComparison.Ordinal));

        // Told once.
        await AgainAsync();
        Assert.Empty(await DeliverAsync("archive"));
    }

    [Fact]
    public async Task Where_nothing_was_sent_yet_nothing_goes_at_all()
    {
        await AnalysedAsync();
        _finds = false;
        await AgainAsync();
        foreach (var to in new[] { "archive", "plain" }) Assert.Empty(await DeliverAsync(to));
    }

    [Fact]
    public async Task Of_an_image_whose_file_is_gone_a_person_hears()
    {
        await AnalysedAsync();
        await DeliverAsync("archive");
        foreach (var file in Directory.GetFiles(_folder["spool"], "*", SearchOption.AllDirectories)) File.Delete(file);
        _finds = false;
        await AgainAsync();
        Assert.Empty(await DeliverAsync("archive"));
        Assert.Contains(Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons, reason => reason.StartsWith(
            "Earlier results of this image are in archive still, do not stand any more", StringComparison.Ordinal));
    }

    InstanceAnalysis IInstanceAnalyser.Analyse(string file, DateTimeOffset runAt, CancellationToken stop)
    {
        var result = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.SegmentationStorage }, { DicomTag.SOPInstanceUID, "1.2.77" },
            { DicomTag.StudyInstanceUID, "1.2" }, { DicomTag.SeriesInstanceUID, "1.2.7" },
        };
        var finding = new Finding(
            1, _finds ? "vastus-lateralis" : null, Laterality.Left, FindingStatus.Review, [], null, null, null, null, null);
        return new(
            "1.2.3", [finding], [], [new(ResultKind.Segmentation, null, new DicomFile(result))], new Dictionary<int, RgbImage>(), null);
    }

    async Task<long> AnalysedAsync()
    {
        var record = Specimen.Instance("1.2", "1.2.3");
        Directory.CreateDirectory(Path.GetDirectoryName(_spool.PathOf(record.File))!);
        File.Move(PhantomFile.Write(_folder, data => data.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2")
            .AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.3")), _spool.PathOf(record.File));
        Assert.True(Part10Header.TryRead(_spool.PathOf(record.File), out var header, out var dataSet));
        record = record with { Sha256 = DatasetHash.OfFile(_spool.PathOf(record.File), dataSet, header.TransferSyntaxUid) };
        var recorded = await _ledger.RecordAsync([record], false, default);
        Assert.True(await _worker.WorkAsync(default));
        return recorded[0].InstanceId;
    }

    async Task AgainAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _ledger.ReanalyseAsync("1.2", default));
        Assert.True(await _worker.WorkAsync(default));
    }

    async Task<IReadOnlyList<OutboxItem>> DeliverAsync(string to)
    {
        var items = await _ledger.ClaimDeliveriesAsync(to, "w", 100, TimeSpan.FromMinutes(1), default);
        await _ledger.SettleAsync(to, "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "", null))], default);
        return items;
    }
}
