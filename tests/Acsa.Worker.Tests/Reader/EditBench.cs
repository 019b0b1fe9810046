using Acsa.DicomScp;
using Acsa.Imaging;
using Acsa.Phantom;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Reader;

/// <summary>A study worker with ledger, spool and results on disk, a drawn model, and readers who send Segmentations back.</summary>
sealed class EditBench : IDisposable
{
    public const int Width = 640, Height = 480;

    static readonly Lazy<PhantomImage[]> Pictures = new(() => [.. Enumerable.Range(0, 3).Select(_ => PhantomRenderer.Render(Recipe))]);

    readonly TempFolder _folder = new();
    readonly NodeIdentity _node = NodeIdentity.Of("a");
    readonly AnalysisSetup _setup;
    SqlLedger _ledger;
    int _number;

    public EditBench(string study = "{}")
    {
        foreach (var name in new[] { "results", "models", "spool" }) Directory.CreateDirectory(_folder[name]);
        Configuration = ConfigurationFile.Parse(
            $$"""{ "data": "d", "study": {{study}}, "destinations": [ { "name": "pacs", "aeTitle": "P", "host": "h" } ] }""", "acsa.json",
            _folder.Path);
        _ledger = Open();
        _setup = AnalysisSetup.Create(_folder["models"], new("cpu", "off"), "ACSA");
        Model = new(_setup);
    }

    static PhantomRecipe Recipe => PhantomRecipe.Draw(3, 0) with
    {
        Frames = 3, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic, Grade = 1, ImageWidth = Width,
        ImageHeight = Height,
    };

    public NodeConfiguration Configuration { get; }
    public DrawnAnalyser Model { get; }
    public SteppedTime Time { get; } = new();
    public SqlLedger Ledger => _ledger;

    /// <summary>An image of so many frames as the scanner sends it.</summary>
    public static DicomDataset Image(int frames)
    {
        var data = PhantomDicomWriter.ToDataset(Recipe with { Frames = frames }, Pictures.Value[..frames]);
        return data.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.99").AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.99.1");
    }

    /// <summary>A box inside the picture.</summary>
    public static Mask Box(int x, int y, int width, int height)
    {
        var mask = new Mask(Width, Height);
        for (var row = y; row < y + height; row++) mask.Pixels.AsSpan(row * Width + x, width).Fill(1);
        return mask;
    }

    /// <summary>What a viewer stores that keeps labels only.</summary>
    public static DicomDataset Edit(string uid, params (string Label, string? Tracking, Dictionary<int, Mask> Masks)[] segments) =>
        DrawnSegmentation.Write(uid, "1.2.99.1", segments);

    public async Task ReceiveAsync(DicomDataset data)
    {
        var file = $"{++_number}.dcm";
        new DicomFile(data).Save(Path.Combine(_folder["spool"], file));
        var header = new InstanceHeader(
            data.GetString(DicomTag.SOPClassUID), data.GetString(DicomTag.SOPInstanceUID), data.InternalTransferSyntax.UID.UID,
            new Caller("US1", "ACSA", "127.0.0.1", "association-1"));
        var path = Path.Combine(_folder["spool"], file);
        Assert.True(Part10Header.TryRead(path, out _, out var dataSetOffset));
        var sha = DatasetHash.OfFile(path, dataSetOffset, header.TransferSyntaxUid);
        await _ledger.RecordAsync([new(header, file, 1000, sha, data.GetString(DicomTag.StudyInstanceUID), null)], false, default);
    }

    /// <summary>Receives, and works until nothing is due.</summary>
    public async Task RunAsync(params DicomDataset[] received)
    {
        foreach (var data in received) await ReceiveAsync(data);
        Time.Advance(TimeSpan.FromSeconds(1));
        var spool = new SpoolFolder(_folder["spool"], new(0), _node, new FixedSpace(), _ledger, new FakeReader(new("1.2", null)), Time);
        var results = new ResultFolder(_folder["results"], _node, 0, new FixedSpace());
        var (live, keeper) = (new LiveConfiguration(Configuration), new PriorKeeper(_ledger, [1, 2, 3]));
        var worker = new StudyWorker(
            _ledger, spool, Model, results, live, new StudyAlias([1]), _node, new WorkSignal(), Time, NullLogger<StudyWorker>.Instance,
            new SegmentReader(_setup, _ledger, spool, results, keeper, live, Time), keeper);
        while (await worker.WorkAsync(default)) Time.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>As after the death of the process.</summary>
    public void Restart()
    {
        _ledger.Dispose();
        _ledger = Open();
    }

    /// <summary>What stands of the image now.</summary>
    public async Task<List<ResultEntry>> EntriesAsync() =>
        [.. (await _ledger.FilesAsync("1.2.99", default))!.Findings.Select(finding => ResultJson.Read<ResultEntry>(finding.Item3))
            .OrderBy(entry => entry.Frame)];

    public async Task<List<EditEntry>> EditsAsync() => [.. (await new EditQuery(_ledger).ReadAsync(null, default)).Edits];

    public async Task<string> ReasonsAsync() => string.Join('\n', (await _ledger.ReportAsync(default)).Studies.Single().Reasons);

    /// <summary>The node's results of a kind, the oldest first.</summary>
    public async Task<List<DicomDataset>> ResultsAsync(string kind) =>
        [.. (await _ledger.FilesAsync("1.2.99", default))!.Results.Where(result => result.Kind == kind)
        .Select(result => DicomFile.Open(Path.Combine(_folder["results"], result.File), FileReadOption.ReadAll).Dataset)];

    public void Dispose()
    {
        _setup.Dispose();
        _ledger.Dispose();
        _folder.Dispose();
    }

    SqlLedger Open() => SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), Time,
        Configuration.Assembly with { Quiet = TimeSpan.Zero });
}
