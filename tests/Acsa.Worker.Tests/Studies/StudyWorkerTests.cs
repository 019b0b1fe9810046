using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Studies;

public sealed class StudyWorkerTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly FixedSpace _disk = new();
    readonly SteppedTime _time = new();
    readonly SqlLedger _ledger;
    readonly ScriptedAnalyser _analyser = new();
    readonly StudyWorker _worker;
    readonly SpoolFolder _spool;

    public StudyWorkerTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.Zero);
        var configuration = ConfigurationFile.Parse(
            """{ "data": "d", "study": { "instanceSeconds": 60 }, "destinations": [ { "name": "pacs", "aeTitle": "P", "host": "h" } ] }""",
            "acsa.json", _folder.Path);
        _spool = new SpoolFolder(_folder["spool"], new(0), NodeIdentity.Of("a"), new FixedSpace(), _ledger,
            new FakeReader(new("1.2", null)), _time);
        Directory.CreateDirectory(_folder["results"]);
        _worker = new(
            _ledger, _spool, _analyser, new ResultFolder(_folder["results"], NodeIdentity.Of("a"), 1000, _disk), configuration,
            new StudyAlias([1]), NodeIdentity.Of("a"), new WorkSignal(), _time,
            NullLogger<StudyWorker>.Instance);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_bad_instance_does_not_stop_its_study()
    {
        await Receive(3);
        _analyser.Answer = number => number == 1 ? InstanceAnalysis.Failed("1.2.3", new("decode", "cannot be decoded", null)) : Good();
        Assert.True(await _worker.WorkAsync(default));
        var study = await Study();
        Assert.Equal(("analysed", 3), (study.State, _analyser.Calls));
        Assert.Equal(["cannot be decoded"], study.Reasons);
        Assert.Equal(2, (await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default)).Count);
    }

    [Fact]
    public async Task What_an_object_brings_about_where_nobody_looks_for_it_ends_neither_the_node_nor_its_study()
    {
        await Receive(3);
        _analyser.Answer = number => number == 1 ? throw new DicomDataException("DOE^JOHN") : Good();
        Assert.True(await _worker.WorkAsync(default));
        var study = await Study();
        Assert.Equal(("analysed", 3), (study.State, _analyser.Calls));
        Assert.Equal(["The object cannot be analysed."], study.Reasons);
    }

    [Fact]
    public async Task A_failing_device_is_tried_again_later_and_parks_its_study_in_the_end()
    {
        await Receive(1);
        _analyser.Answer = _ => throw new TransientStageException(new("segment", "device", null));
        for (var attempt = 1; attempt <= Limits.StudyAttempts; attempt++)
        {
            Assert.True(await _worker.WorkAsync(default));
            Assert.False(await _worker.WorkAsync(default)); // Not at once.
            _time.Advance(Limits.StudyPause * attempt);
        }

        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal("parked", (await Study()).State);
        Assert.Equal(Limits.StudyAttempts, _analyser.Calls);
    }

    [Fact]
    public async Task An_analysis_that_does_not_end_costs_its_own_instance_only()
    {
        await Receive(3);
        using var never = new ManualResetEventSlim();
        _analyser.Answer = number =>
        {
            if (number == 1) never.Wait(TimeSpan.FromMinutes(2));
            return Good();
        };
        var working = _worker.WorkAsync(default);
        await _time.AdvanceUntilAsync(working, TimeSpan.FromSeconds(1));
        Assert.True(await working);
        never.Set();
        var study = await Study();
        Assert.Equal(("analysed", 3), (study.State, _analyser.Calls));
        Assert.Contains("instanceSeconds", Assert.Single(study.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_ended_the_node_too_often_is_left_out_and_the_others_are_analysed()
    {
        await Receive(2);
        var dead = (await _ledger.ClaimStudyAsync("dead", TimeSpan.Zero, default))!;
        for (var i = 0; i < Limits.InstanceAttempts; i++) await _ledger.BeginInstanceAsync(dead, dead.Instances[0].Id, default);
        _analyser.Answer = _ => Good();
        Assert.True(await _worker.WorkAsync(default));
        var study = await Study();
        Assert.Equal(("analysed", 1), (study.State, _analyser.Calls));
        Assert.Contains("left out", Assert.Single(study.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_several_analyses_are_stuck_the_worker_ends_so_that_a_new_process_is_started()
    {
        await Receive(Limits.AnalysesLeft + 1);
        using var never = new ManualResetEventSlim();
        _analyser.Answer = _ =>
        {
            never.Wait(TimeSpan.FromMinutes(5));
            return Good();
        };
        var working = _worker.WorkAsync(default);
        await _time.AdvanceUntilAsync(working, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<AnalysesStuckException>(() => working);
        never.Set();
        Assert.Equal(Limits.AnalysesLeft, _analyser.Calls);
    }

    [Fact]
    public async Task A_stop_gives_the_study_back_and_counts_nothing()
    {
        await Receive(1);
        using var stop = new CancellationTokenSource();
        _analyser.Answer = _ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _worker.WorkAsync(stop.Token));
        Assert.Equal(1, (await _ledger.ClaimStudyAsync("x", TimeSpan.FromMinutes(1), default))!.Attempt);
    }

    [Fact]
    public async Task No_room_for_results_leaves_the_study_to_be_claimed_again()
    {
        await Receive(1);
        _analyser.Answer = _ => Good();
        Directory.Delete(_folder["results"]);
        File.WriteAllText(_folder["results"], "in the way");
        await Assert.ThrowsAnyAsync<IOException>(() => _worker.WorkAsync(default));
        File.Delete(_folder["results"]);
        Directory.CreateDirectory(_folder["results"]);
        _time.Advance(Limits.StudyPause);
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal("analysed", (await Study()).State);
    }

    [Fact]
    public async Task A_study_whose_results_cannot_be_written_leaves_the_others_their_turn()
    {
        await Receive(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.RecordAsync([Specimen.Instance("1.3")], false, default);
        // As where its day's folder belongs to somebody else.
        _analyser.Answer = number => number == 0 ? throw new TestDiskException() : Good();
        await Assert.ThrowsAsync<TestDiskException>(() => _worker.WorkAsync(default));
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal(2, _analyser.Files.Distinct().Count());
        Assert.False(await _worker.WorkAsync(default));
        _time.Advance(Limits.StudyPause);
        Assert.True(await _worker.WorkAsync(default));
        Assert.All((await _ledger.ReportAsync(default)).Studies, study => Assert.Equal("analysed", study.State));
    }

    [Fact]
    public async Task What_a_disk_made_of_an_image_is_not_measured_as_what_was_received()
    {
        var (whole, changed) = (await StoreAsync(), await StoreAsync());
        await Receive(1); // Its file is not there at all.
        var bytes = File.ReadAllBytes(changed);
        bytes[^1] ^= 1;
        File.WriteAllBytes(changed, bytes);
        _analyser.Answer = _ => Good();
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal(2, _analyser.Calls);
        Assert.Contains(whole, _analyser.Files);
        Assert.DoesNotContain(changed, _analyser.Files);
        Assert.Contains("not, to the bit, what was received", Assert.Single((await Study()).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_the_disk_does_not_give_keeps_none_of_its_study_waiting()
    {
        await Receive(3);
        string? bad = null;
        _analyser.Answer = number =>
        {
            if (number == 1) bad = _analyser.Files[^1];
            return _analyser.Files[^1] == bad ? throw new TransientStageException(new("load", "disk", null)) : Good();
        };
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal(2, (await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default)).Count);
        for (var attempt = 1; (await Study()).State == "assembled"; attempt++)
        {
            Assert.InRange(attempt, 1, Limits.StudyAttempts);
            _time.Advance(Limits.StudyPause * attempt);
            await _worker.WorkAsync(default);
        }

        Assert.Equal("analysed", (await Study()).State);
        Assert.Contains("Disk or device failed on this object", Assert.Single((await Study()).Reasons), StringComparison.Ordinal);
        Assert.Equal(1, await _ledger.RetryAsync("1.2", ["pacs"], default));
        _analyser.Answer = _ => Good();
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal("analysed", (await Study()).State);
    }

    [Fact]
    public async Task A_device_that_is_gone_is_not_tried_with_each_image_of_a_study()
    {
        await Receive(20);
        _analyser.Answer = _ => throw new TransientStageException(new("segment", "device", null));
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal(Limits.TroublesInARow, _analyser.Calls);
    }

    [Fact]
    public async Task Under_the_reserve_for_results_no_study_is_begun_and_none_is_held_against_it()
    {
        await Receive(1);
        _analyser.Answer = _ => Good();
        _disk.Free = 999;
        for (var i = 0; i < 2 * Limits.StudyAttempts; i++) Assert.False(await _worker.WorkAsync(default));
        Assert.Equal(0, _analyser.Calls);
        _disk.Free = 1000;
        Assert.True(await _worker.WorkAsync(default));
        Assert.Equal("analysed", (await Study()).State);
    }

    [Fact]
    public async Task What_shows_no_muscle_is_recorded_and_not_sent()
    {
        await Receive(1);
        _analyser.Answer = _ => Good(structure: null);
        Assert.True(await _worker.WorkAsync(default));
        Assert.Empty(await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default));
        Assert.Single((await _ledger.ReportAsync(default)).Findings);
    }

    [Theory]
    // It shows no muscle; it is no image that is analysed; it cannot be analysed; one of its frames cannot.
    [InlineData("nothing", false), InlineData("refused", false), InlineData("failed", true), InlineData("in part", true)]
    public async Task What_an_earlier_analysis_sent_stands_only_while_no_later_one_ends_without_it(string later, bool stands)
    {
        await Receive(1);
        _analyser.Answer = _ => Good();
        Assert.True(await _worker.WorkAsync(default));
        Assert.Single(await _ledger.ClaimDeliveriesAsync("pacs", "w", 10, TimeSpan.FromMinutes(1), default)); // On its way.
        await _ledger.ReanalyseAsync("1.2", default);
        _analyser.Answer = _ => later switch
        {
            "nothing" => Good(structure: null),
            "refused" => InstanceAnalysis.Refused("1.2.3", "no ultrasound"),
            "failed" => InstanceAnalysis.Failed("1.2.3", new("decode", "cannot be decoded", null)),
            _ => Good(structure: null) with { Reasons = ["a frame cannot be decoded"] },
        };
        Assert.True(await _worker.WorkAsync(default));
        Assert.Contains((await Study()).Reasons, reason => reason.StartsWith("Earlier results of this image are in pacs still"
            + (stands ? " and stand" : ", do not stand any more"), StringComparison.Ordinal));
        Assert.Equal(stands, Assert.Single((await _ledger.EvidenceAsync("1.2", default))!.Instances[0].Results).Stands);
        // And with the results what they say, in the study and in what is said of it.
        Assert.Equal(stands, (await _ledger.FilesAsync("1.2", default))!.Findings
            .Any(finding => ResultJson.Read<ResultEntry>(finding.Entry).Structure == "vastus-lateralis"));
    }

    async Task Receive(int instances)
    {
        for (var i = 0; i < instances; i++) await _ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
    }

    async Task<string> StoreAsync()
    {
        await using var entry = await _spool.BeginAsync(Specimen.Header(), default);
        await entry.WriteAsync(new byte[100], default);
        var before = Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories);
        await entry.CommitAsync(default);
        return Directory.GetFiles(_folder["spool"], "*.dcm", SearchOption.AllDirectories).Except(before).Single();
    }

    async Task<StudyRow> Study() => Assert.Single((await _ledger.ReportAsync(default)).Studies);

    static InstanceAnalysis Good(string? structure = "vastus-lateralis")
    {
        var dataset = new DicomDataset { { DicomTag.SOPClassUID, DicomUID.SegmentationStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() } };
        return new(
            "1.2.3", [new(1, structure, Acsa.Imaging.Laterality.Left, Measurement.FindingStatus.Measured, [], null, null, null, null,
                null)], [],
            [new(ResultKind.Segmentation, null, new DicomFile(dataset))], new Dictionary<int, Acsa.Imaging.RgbImage>(), null);
    }

    sealed class ScriptedAnalyser : IInstanceAnalyser
    {
        public int Calls { get; private set; }
        public Func<int, InstanceAnalysis> Answer { get; set; } = _ => throw new InvalidOperationException();

        public List<string> Files { get; } = [];

        public InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop)
        {
            Files.Add(file);
            return Answer(Calls++);
        }
    }

    sealed class TestDiskException() : IOException("denied");
}
