using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Routing;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Studies;

/// <summary>What is said of a study at the end of each of its runs, on a real ledger.</summary>
public sealed class StudyReporterTests : IDisposable
{
    static readonly OutboxRoute Archive = Specimen.Route("archive", ResultKind.StructuredReport, ResultKind.StudyReport,
        ResultKind.RejectionNote);
    static readonly OutboxRoute Plain = Specimen.Route("plain", ResultKind.TextReport, ResultKind.StudyTextReport);

    readonly TempFolder _folder = new();
    readonly SteppedTime _time = new();
    readonly SqlLedger _ledger;
    readonly SpoolFolder _spool;
    readonly ResultFolder _results;
    readonly AnalysisSetup _setup = AnalysisSetup.Create("no models", new("cpu", "off"), "ACSA");
    readonly StudyReporter _reporter;
    Router _router = new(RoutingTable.Empty);

    public StudyReporterTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.Zero);
        _spool = new(_folder["spool"], new(0), NodeIdentity.Of("a"), new FixedSpace(), _ledger, new FakeReader(new("1.2", null)), _time);
        Directory.CreateDirectory(_folder["results"]);
        _results = new(_folder["results"], NodeIdentity.Of("a"), 0, new FixedSpace());
        _reporter = new(_ledger, _spool, _results, _setup, new StudyAlias([1]), NullLogger<StudyReporter>.Instance,
            new WithdrawalNotes(_ledger, _spool, _results, _setup));
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _setup.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_study_is_summarised_for_each_destination_in_its_form_and_anew_when_a_late_image_or_an_edit_changes_it()
    {
        await RunAsync([Archive, Plain], ("1.1", "left", 4));
        Assert.Empty(await StudyResultsAsync());

        await RunAsync([Archive, Plain], ("1.2", "right", 6));
        var first = await StudyResultsAsync();
        Assert.Equal(["archive: StudyReport", "plain: StudyTextReport"], first.Select(Words).Order());
        var tree = Read(first.Single(result => result.Kind == ResultKind.StudyReport));
        Assert.Equal(["1.1", "1.1.1", "1.2", "1.2.1"], Evidence(tree, DicomTag.CurrentRequestedProcedureEvidenceSequence).Order());
        // 100 (6 - 4) / 5
        Assert.Equal(40, Number(tree, "ASYMMETRY-AREA"), 9);

        await RunAsync([Archive, Plain]);
        Assert.Equal(2, (await StudyResultsAsync()).Count);

        await DeliverAsync("archive", StoreAnswer.Stored);
        await DeliverAsync("plain", StoreAnswer.Park);
        await RunAsync([Archive, Plain], ("1.3", "right", 10));
        var second = (await StudyResultsAsync()).Skip(2).ToList();
        Assert.Equal(["archive: StudyReport", "plain: StudyTextReport"], second.Select(Words).Order());
        tree = Read(second.Single(result => result.Kind == ResultKind.StudyReport));
        Assert.Equal(8, Number(tree, "42798000", "IMAGES-COUNTED", 2), 9);
        Assert.Equal([first.Single(result => result.Kind == ResultKind.StudyReport).SopInstanceUid],
            Evidence(tree, DicomTag.PredecessorDocumentsSequence));
        // It was never there: nothing to name.
        Assert.False(Read(second.Single(result => result.Kind == ResultKind.StudyTextReport))
            .Contains(DicomTag.PredecessorDocumentsSequence));
        Assert.All(first, result => Assert.True(_ledger.StudyResultsAsync(1, default)
            .Result.Single(one => one.SopInstanceUid == result.SopInstanceUid).IsSuperseded));
        var note = Assert.Single(Notes());
        Assert.Equal([first.Single(result => result.Kind == ResultKind.StudyReport).SopInstanceUid],
            Evidence(note, DicomTag.CurrentRequestedProcedureEvidenceSequence));
        await _ledger.RetryAsync("1.2", ["archive", "plain"], default);
        var waiting = await _ledger.ClaimDeliveriesAsync("plain", "w", 100, TimeSpan.FromMinutes(1), default);
        Assert.Contains(waiting, item => item.SopInstanceUid == second.Single(result => result.Kind == ResultKind.StudyTextReport)
            .SopInstanceUid);
        Assert.DoesNotContain(waiting, item => first.Any(result => result.SopInstanceUid == item.SopInstanceUid));

        // A reader's outline: its number wins, and no interval applies.
        var entry = Entry("1.1", "left", 5) with { IsEdited = true, AreaCm2Interval = null };
        await ReviseAsync("1.1", entry);
        tree = Read((await StudyResultsAsync()).Last(result => result.Kind == ResultKind.StudyReport));
        Assert.Equal(100 * (8 - 5) / 6.5, Number(tree, "ASYMMETRY-AREA"), 9);
        Assert.Contains(Texts(tree), text => text.Contains("a reader's outline, to which no interval applies", StringComparison.Ordinal));
        Assert.Equal(2, Notes().Count);
    }

    [Fact]
    public async Task What_was_said_and_holds_no_more_is_taken_back()
    {
        await RunAsync([Archive], ("1.1", "left", 4), ("1.2", "right", 6));
        await ReviseAsync("1.2", Entry("1.2", "right", 6) with { Status = "review" });
        var results = await StudyResultsAsync();
        Assert.Equal(2, results.Count);
        Assert.Empty(results[0].HeldBy);
        Assert.DoesNotContain("ASYMMETRY-AREA", Items(Read(results[1])).Select(Name));
        Assert.Single(Notes());
    }

    [Fact]
    public async Task An_image_that_could_not_be_analysed_again_still_counts_with_what_stands_of_it()
    {
        await RunAsync([Archive], ("1.1", "left", 4), ("1.2", "right", 6));
        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true, reasons: "in vain"), [Archive], default);
        var again = Known[job.Instances[1].SopInstanceUid];
        await _ledger.CompleteInstanceAsync(job, new(job.Instances[1].Id, false, [], [Finding(Entry(again.Uid, again.Side, 10))],
            [Specimen.Result(ResultKind.StructuredReport) with { SeriesInstanceUid = "1.8" }])
            { Replaced = ["1.2.1"] }, [Archive], default);
        await FinishAsync(job, [Archive]);
        var tree = Read((await StudyResultsAsync())[^1]);
        // 100 (10 - 4) / 7
        Assert.Equal(100 * (10 - 4) / 7.0, Number(tree, "ASYMMETRY-AREA"), 9);
        Assert.Contains("1.1.1", Evidence(tree, DicomTag.CurrentRequestedProcedureEvidenceSequence));
    }

    [Fact]
    public async Task With_routing_rules_nothing_is_said_of_images_of_which_one_can_not_be_held_against_them()
    {
        _router = new(ConfigurationFile.Parse("""
            { "data": "d", "destinations": [ { "name": "archive", "aeTitle": "A", "host": "h" }, { "name": "plain", "aeTitle": "P", "host": "h" } ],
              "routing": [ { "name": "trial", "when": { "tags": { "StudyID": "TRIAL" } }, "destinations": "plain" } ] }
            """, "acsa.json", _folder.Path).Routing);
        await RunAsync([Archive], data => data.AddOrUpdate(DicomTag.StudyID, "TRIAL"), ("1.1", "left", 4));
        File.WriteAllText(Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories).Single(), "damaged");
        await RunAsync([Archive], ("1.2", "right", 6));
        Assert.Empty(await StudyResultsAsync());
        Assert.Contains(Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons, reason =>
            reason.Contains("the routing rules cannot be asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_is_found_again_in_any_image_what_was_said_of_the_study_stands_no_more_until_it_is_said_again()
    {
        await RunAsync([Archive, Plain], ("1.1", "left", 4), ("1.2", "right", 6));
        await DeliverAsync("archive", StoreAnswer.Stored);
        await DeliverAsync("plain", StoreAnswer.Stored);

        await _ledger.ReanalyseAsync("1.2", default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        foreach (var instance in job.Instances)
            await _ledger.CompleteInstanceAsync(job, new(instance.Id, false, [], [], []) { Withdraws = true }, [Archive, Plain], default);
        await FinishAsync(job, [Archive, Plain]);
        var results = await StudyResultsAsync();
        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.True(result.IsSuperseded));
        // The one takes notes, of the other a person hears.
        var note = Assert.Single(Notes());
        Assert.Equal("113001", Name(note));
        Assert.Equal([results.Single(result => result.HiddenBy.Contains("archive")).SopInstanceUid],
            Evidence(note, DicomTag.CurrentRequestedProcedureEvidenceSequence));
        const string left = "What was said of the study as a whole is in plain still, does not stand any more";
        Assert.Contains(await ReasonsAsync(), reason => reason.StartsWith(left, StringComparison.Ordinal));

        // Found again: the same holds where it is; where it was hidden it is another instance.
        await RunAsync([Archive, Plain]);
        var again = (await StudyResultsAsync()).Where(result => !result.IsSuperseded).ToList();
        Assert.Equal(["archive: StudyReport", "plain: StudyTextReport"], again.Select(Words).Order());
        Assert.Equal([false, true], again.OrderBy(result => result.Kind).Select(result =>
            results.Any(before => before.SopInstanceUid == result.SopInstanceUid)));
        Assert.DoesNotContain(await ReasonsAsync(), reason => reason.StartsWith(left, StringComparison.Ordinal));
    }

    async Task<IReadOnlyList<string>> ReasonsAsync() => Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons;

    [Fact]
    public async Task Images_that_name_two_persons_are_not_summarised()
    {
        await RunAsync([Archive], ("1.1", "left", 4));
        await RunAsync([Archive], data => data.AddOrUpdate(DicomTag.PatientID, "SOMEBODY-ELSE"), ("1.2", "right", 6));
        Assert.Empty(await StudyResultsAsync());
        Assert.Contains(Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons, reason =>
            reason.Contains("different Patient IDs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grey_levels_of_two_presets_are_neither_averaged_nor_compared_and_areas_are()
    {
        await RunAsync([Archive], ("1.1", "left", 4), ("1.2", "left", 5));
        await RunAsync([Archive], data => data.AddOrUpdate(DicomTag.ProcessingFunction, "ANOTHER"), ("1.3", "right", 6));
        var (first, second) = (Read((await StudyResultsAsync())[0]), Read((await StudyResultsAsync())[1]));
        Assert.Equal(50, Number(first, "110849"), 9);
        Assert.Equal([50.0, 50.0], Items(second).Where(item => Name(item) == "110849").Select(Value)); // Each side by itself.
        Assert.DoesNotContain("ASYMMETRY-GREY", Items(second).Select(Name));
        Assert.Equal(100 * (6 - 4.5) / 5.25, Number(second, "ASYMMETRY-AREA"), 9);

        await RunAsync([Archive], data => data.AddOrUpdate(DicomTag.ProcessingFunction, "ANOTHER"), ("1.4", "left", 6));
        var third = Read((await StudyResultsAsync())[2]);
        Assert.Single(Items(third), item => Name(item) == "110849");
        Assert.Equal(5, Number(third, "42798000", "IMAGES-COUNTED", 3), 9);
        Assert.Contains(Texts(third), text => text.Contains("not all made with one device", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_destination_is_told_of_the_images_whose_results_go_there_alone()
    {
        _router = new(ConfigurationFile.Parse("""
            { "data": "d", "destinations": [ { "name": "archive", "aeTitle": "A", "host": "h" }, { "name": "plain", "aeTitle": "P", "host": "h" } ],
              "routing": [ { "name": "trial", "when": { "side": "right" }, "destinations": "archive" } ] }
            """, "acsa.json", _folder.Path).Routing);
        await RunAsync([Archive, Plain], ("1.1", "left", 4), ("1.2", "right", 6));
        Assert.Equal(["archive: StudyReport"], (await StudyResultsAsync()).Select(Words));
    }

    [Fact]
    public async Task An_image_whose_file_is_gone_still_counts_and_is_not_referred_to()
    {
        await RunAsync([Archive], ("1.1", "left", 4));
        File.Delete(Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories).Single());
        await RunAsync([Archive], ("1.2", "right", 6));
        var tree = Read(Assert.Single(await StudyResultsAsync()));
        Assert.Equal(40, Number(tree, "ASYMMETRY-AREA"), 9);
        Assert.Equal(["1.1.1", "1.2", "1.2.1"], Evidence(tree, DicomTag.CurrentRequestedProcedureEvidenceSequence).Order());
    }

    [Fact]
    public async Task An_image_whose_file_is_gone_is_averaged_with_those_of_its_own_person_alone()
    {
        await RunAsync([Archive], ("1.1", "left", 4));
        File.Delete(Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories).Single());
        Person = "another key";
        await RunAsync([Archive], ("1.2", "right", 6));
        Assert.Contains(Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons, reason =>
            reason.Contains("different Patient IDs", StringComparison.Ordinal));
        Person = null;
        await RunAsync([Archive], ("1.3", "right", 6));
        Assert.Empty(await StudyResultsAsync());
    }

    [Fact]
    public async Task Where_nothing_tells_whose_an_image_was_it_is_not_averaged()
    {
        Person = null;
        await RunAsync([Archive], ("1.1", "left", 4));
        File.Delete(Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories).Single());
        await RunAsync([Archive], ("1.2", "right", 6));
        Assert.Empty(await StudyResultsAsync());
        Assert.Contains(Assert.Single((await _ledger.ReportAsync(default)).Studies).Reasons, reason =>
            reason.Contains("whose it was is not known", StringComparison.Ordinal));
    }

    string? Person { get; set; } = "a key";

    [Fact]
    public async Task A_report_that_cannot_be_written_parks_its_study_and_is_written_by_retry_without_the_images_being_analysed_again()
    {
        // Without the UID of its study an image is no source of a report.
        await RunAsync([Archive], data => data.Remove(DicomTag.StudyInstanceUID), ("1.1", "left", 4), ("1.2", "right", 6));
        Assert.Empty(await StudyResultsAsync());
        await DeliverAsync("archive", StoreAnswer.Stored); // What is said of the images goes on.
        var report = await _ledger.ReportAsync(default);
        var parked = Assert.Single(report.Parked);
        Assert.Equal((null, "1.2", "study-sr"), (parked.Destination, parked.StudyUid, parked.Kind));
        Assert.StartsWith("The report on the whole study could not be written", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.StudiesByState["parked"]);
        Assert.Equal(["1 study parked"], Acsa.Worker.Commands.UnfinishedWork.In(report));
        Assert.Contains(parked.Reason, report.Studies[0].Reasons);
        Assert.Contains(parked.Reason, (await _ledger.EvidenceAsync("1.2", default))!.Reasons);

        // In vain, and so it is parked again.
        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["archive"], default));
        Assert.Empty(await RunAgainAsync());
        Assert.Equal("parked", Assert.Single((await _ledger.ReportAsync(default)).StudiesByState).Key);

        foreach (var file in Directory.GetFiles(_folder["spool"], "*", SearchOption.AllDirectories))
        {
            var image = DicomFile.Open(file, FileReadOption.ReadAll);
            image.Dataset.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2");
            image.Save(file);
        }

        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["archive"], default));
        Assert.Equal(0, await _ledger.RetryAsync("1.2", ["archive"], default));
        Assert.Empty(await RunAgainAsync());
        Assert.Equal(40, Number(Read(Assert.Single(await StudyResultsAsync())), "ASYMMETRY-AREA"), 9);
        await DeliverAsync("archive", StoreAnswer.Stored);
        report = await _ledger.ReportAsync(default);
        Assert.Empty(report.Parked);
        Assert.Equal("delivered", Assert.Single(report.StudiesByState).Key);
        Assert.DoesNotContain(parked.Reason, report.Studies[0].Reasons);
    }

    [Fact]
    public async Task A_study_whose_images_are_done_and_whose_report_ends_the_program_stays_parked_until_it_is_tried_again()
    {
        await RunAsync([Archive], ("1.1", "left", 4), ("1.2", "right", 6));
        await DeliverAsync("archive", StoreAnswer.Stored);
        await _ledger.RecordAsync([Specimen.Instance("1.2", "1.3")], false, default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var told = Specimen.Result(ResultKind.StructuredReport) with { SopInstanceUid = "1.3.1", SeriesInstanceUid = "1.7" };
        await _ledger.CompleteInstanceAsync(job, new(job.Instances[0].Id, false, [], [], [told]), [Archive], default);
        await _ledger.ParkStudyAsync(job, "ten attempts", default);
        await DeliverAsync("archive", StoreAnswer.Stored);
        Assert.Equal("parked", Assert.Single((await _ledger.ReportAsync(default)).StudiesByState).Key);
        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["archive"], default));
        Assert.Empty(await RunAgainAsync());
        Assert.Equal("delivered", Assert.Single((await _ledger.ReportAsync(default)).StudiesByState).Key);
    }

    // What was analysed once more.
    async Task<IReadOnlyList<StoredInstance>> RunAgainAsync()
    {
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        await FinishAsync(job, [Archive]);
        return job.Instances;
    }

    Task RunAsync(OutboxRoute[] routes, params (string Uid, string Side, double Area)[] images) => RunAsync(routes, _ => { }, images);

    async Task RunAsync(OutboxRoute[] routes, Action<DicomDataset> alter, params (string Uid, string Side, double Area)[] images)
    {
        foreach (var (uid, _, _) in images)
        {
            var record = Specimen.Instance("1.2", uid);
            Directory.CreateDirectory(Path.GetDirectoryName(_spool.PathOf(record.File))!);
            File.Move(PhantomFile.Write(_folder, data =>
            {
                data.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2").AddOrUpdate(DicomTag.SOPInstanceUID, uid);
                alter(data);
            }), _spool.PathOf(record.File));
            await _ledger.RecordAsync([record], false, default);
        }

        if (images.Length == 0) await _ledger.ReanalyseAsync("1.2", default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        foreach (var instance in job.Instances)
        {
            if (images.FirstOrDefault(image => image.Uid == instance.SopInstanceUid) is not { Uid: not null } image) image =
                Known[instance.SopInstanceUid];
            Known[instance.SopInstanceUid] = image;
            await _ledger.CompleteInstanceAsync(job, new(instance.Id, false, [], [Finding(Entry(image.Uid, image.Side, image.Area))],
                [.. new[] { ResultKind.StructuredReport, ResultKind.TextReport }.Select((kind, index) => Specimen.Result(kind) with
                {
                    SopInstanceUid = $"{instance.SopInstanceUid}.{index + 1}", SeriesInstanceUid = "1.7",
                })]) { Priors = Person is null ? [] : [new(Person, "1.2", "20260101", "{}")] }, routes, default);
        }

        await FinishAsync(job, routes);
    }

    Dictionary<string, (string Uid, string Side, double Area)> Known { get; } = [];

    // As an edited Segmentation that comes back does it.
    async Task ReviseAsync(string image, ResultEntry entry)
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2", image + ".77")], false, default);
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var edited = (await _ledger.AnalysedImagesAsync(job.StudyId, default)).Single(one => one.SopInstanceUid == image);
        await _ledger.CompleteInstanceAsync(
            job, new(job.Instances[0].Id, false, [], [], []) { Revisions = [new(edited.InstanceId, [Finding(entry)], [], [])] },
                [Archive], default);
        await FinishAsync(job, [Archive]);
    }

    async Task FinishAsync(StudyJob job, OutboxRoute[] routes)
    {
        // Each time twice, as a node does that died before it ended the run: the second time says nothing new.
        for (var time = 0; time < 2; time++) await _reporter.RunAsync(job, job.RunAt, routes, _router, default);
        await _ledger.FinishStudyAsync(job, default);
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    async Task DeliverAsync(string to, StoreAnswer answer)
    {
        var items = await _ledger.ClaimDeliveriesAsync(to, "w", 100, TimeSpan.FromMinutes(1), default);
        await _ledger.SettleAsync(to, "w", [.. items.Select(item => new OutboxSettlement(item.Id, answer, "a reason", null, true))],
            default);
    }

    Task<IReadOnlyList<EarlierResult>> StudyResultsAsync() => _ledger.StudyResultsAsync(1, default);

    DicomDataset Read(EarlierResult result) => DicomFile.Open(_results.PathOf(result.File)).Dataset;

    List<DicomDataset> Notes() => [.. Directory.GetFiles(_folder["results"], "*.dcm", SearchOption.AllDirectories)
        .Select(file => DicomFile.Open(file).Dataset).Where(data => data.GetString(DicomTag.Modality) == "KO")];

    static FindingEntry Finding(ResultEntry entry) => new(entry.Status, ResultJson.Write(entry));

    static ResultEntry Entry(string uid, string side, double area) => new(
        "f", uid, 1, "vastus-lateralis", side, "measured", [], area, [area - 1, area + 1], new(50, 5, 50, 100, null), 2, 10, null, null,
            new("m", "1", "aa"), null)
    {
        StudyInstanceUid = "1.2",
    };

    static string Words(EarlierResult result) => $"{string.Join(' ', result.HeldBy)}: {result.Kind}";

    static double Number(DicomDataset tree, string concept) =>
        Value(Items(tree).First(item => Name(item) == concept));

    // The number of the group in which another number has a value.
    static double Number(DicomDataset tree, string concept, string other, double value) => Value(Items(tree)
        .Where(item => Name(item) == "125007").Select(group => Items(group).ToList())
        .Single(group => group.Exists(item => Name(item) == other && Value(item) == value)).First(item => Name(item) == concept));

    static double Value(DicomDataset item)
    {
        var value = item.GetSequence(DicomTag.MeasuredValueSequence).Items[0];
        return value.TryGetSingleValue<double>(DicomTag.FloatingPointValue, out var exact) ? exact
            : (double)value.GetSingleValue<decimal>(DicomTag.NumericValue);
    }

    static string Name(DicomDataset item) => item.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var codes) && codes.Items.Count > 0
        ? codes.Items[0].GetString(DicomTag.CodeValue) : "";

    static IEnumerable<string> Texts(DicomDataset tree) => Items(tree).Select(item => item.GetSingleValueOrDefault(DicomTag.TextValue, ""));

    static IEnumerable<DicomDataset> Items(DicomDataset root) => !root.TryGetSequence(DicomTag.ContentSequence, out var content)
        ? [] : content.Items.SelectMany(item => Items(item).Prepend(item));

    static IEnumerable<string> Evidence(DicomDataset report, DicomTag sequence) => report.GetSequence(sequence).Items
        .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items)
        .SelectMany(series => series.GetSequence(DicomTag.ReferencedSOPSequence).Items)
            .Select(item => item.GetString(DicomTag.ReferencedSOPInstanceUID));
}
