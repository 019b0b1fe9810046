using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Phantom;
using Xunit.Abstractions;

namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>
/// Nodes that are killed (SIGKILL) at random moments while scanners send: whatever was answered Success is in the archive, with each of its
/// results once, and of each study of several images one report stands that speaks of all of them. ACSA_DURABILITY=200 does it 200 times
/// on each ledger.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    const int QuickKills = 10;
    const int Scanners = 3;
    const int LongestStudy = 3;
    const int ShortPauseMilliseconds = 1000;
    const ulong MeasuredSeed = 5; // Of this one the pictures are measured, so that a study of several has a report.
    const string EachOnce = "SEG SR US"; // A secondary capture has its source's modality.
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Killed_again_and_again_under_load_the_node_loses_nothing_and_sends_nothing_twice()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var node =
            new NodeProcess(folder.Folder("node"), 0.2, RejectSuperseded, ("pacs", Orthanc.AeTitle, orthanc.Port));
        await ProveAsync("SQLite", orthanc, node);
    }

    [Fact]
    public async Task Two_nodes_on_one_ledger_killed_again_and_again_under_load_lose_nothing_and_send_nothing_twice()
    {
        using var folder = new ScratchFolder();
        await using var server = await PostgreSql.StartAsync();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        var ledger = server.AddressOf(await server.CreateDatabaseAsync());
        await using var first = Node("node-1");
        await using var second = Node("node-2");
        await ProveAsync("PostgreSQL, two nodes", orthanc, first, second);

        NodeProcess Node(string name) => new(folder.Folder(name), 0.2, configuration =>
        {
            (configuration["data"], configuration["ledger"], configuration["node"]) = (folder.File("data"), ledger, name);
            RejectSuperseded(configuration);
        }, ("pacs", Orthanc.AeTitle, orthanc.Port));
    }

    // So that the archive itself knows which report on a study stands.
    static void RejectSuperseded(JsonObject configuration) => configuration["destinations"]![0]!["rejectSuperseded"] = true;

    async Task ProveAsync(string ledger, Orthanc orthanc, params NodeProcess[] nodes)
    {
        var kills = DurabilityCounts.OrQuick(QuickKills);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: {ledger}, {kills} kills at most");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var enough = new CancellationTokenSource();
        var died = 0;
        var scanners = Enumerable.Range(0, Scanners).Select(number =>
            new Scanner($"US{number}", [.. nodes.Select(node => node.Port)], seed + number)).ToList();
        var killed = nodes.Select((node, number) => new KilledNode(node, orthanc, seed + 100 + number)).ToList();
        var images = new Images();
        var sending = scanners.Select((scanner, number) => SendUntilEnoughAsync(scanner, number)).ToList();

        await Task.WhenAll(killed.Select(async node =>
        {
            while (watch.Elapsed < DurabilityCounts.Longest && Interlocked.Increment(ref died) <= kills) await node.LiveAndDieAsync();
        }));
        await enough.CancelAsync();
        await Task.WhenAll(nodes.Select(node => node.StartAsync())); // Scanners that were in the middle of a study end it.
        await Task.WhenAll(sending).WaitAsync(Limit);

        var answered = scanners.SelectMany(scanner => scanner.Answered).ToList();
        Assert.NotEmpty(answered);
        await nodes[0].UntilAllAsync("delivered", Limit);
        var status = await nodes[0].StatusAsync();
        var held = status["instances"]!.GetValue<int>();
        var archive = await ArchivedResults.AllAsync(orthanc);
        var results = ArchivedResults.BySource(archive, answered.ToHashSet());
        var lost = results.Count(source => source.Value.Length == 0);
        var wrong = results.Where(source => source.Value != EachOnce).ToList();
        var archived = results.Sum(source => source.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        var said = ArchivedResults.OfStudies(archive);
        var several = answered.GroupBy(image => images.StudyOf[image]).Where(study => study.Count() > 1).ToList();
        var unsaid = several.Count(study => !said[study.Key].Any(report => !report.IsRejected));
        var doubly = said.Count(
            study => study.Count(report => !report.IsRejected) > 1 || study.Count(report => !report.IsReplaced) > 1);
        var stale = several.Where(study => said[study.Key].Where(report => !report.IsRejected)
            .Any(report => report.IsReplaced || !report.References.IsSupersetOf(study))).Select(study => study.Key).ToList();
        var (listening, starting) = (killed.Sum(node => node.Kills.Listening), killed.Sum(node => node.Kills.Starting));
        output.WriteLine($"seed {seed}: {ledger}: {listening} kills while listening, {starting} while starting; {answered.Count} images "
            + $"answered Success over {scanners.Sum(scanner => scanner.Broken)} broken associations, {held} held; {archived} results "
            + $"archived, {lost} images without any, {wrong.Count} with other than SEG, SR and SC once; {several.Count} studies of several "
            + $"images, {said.Sum(study => study.Count())} reports on {said.Count} studies archived, "
            + $"{said.Sum(study => study.Count(report => report.IsReplaced))} of them replaced since, {unsaid} studies without a valid one, "
            + $"{doubly} with two, {stale.Count} that do not speak of all images; "
            + $"{(int)watch.Elapsed.TotalSeconds} s");
        Assert.Equal(answered.Distinct().Count(), answered.Count);
        Assert.Equal(answered.Count, held);
        Assert.True(wrong.Count == 0, $"{string.Join("; ", wrong.Take(10).Select(source => $"[{source.Value}]"))}\n{status}");
        Assert.Equal(3 * answered.Count, archived);
        Assert.Equal((0, 0, 0), (unsaid, doubly, stale.Count));
        Assert.Equal(several.Count, said.Count); // One image says of itself what there is to say.

        // As many instances as nodes have died, and a few more: the load lasts as long as the killing.
        async Task SendUntilEnoughAsync(Scanner scanner, int number)
        {
            var random = new Random(seed + 200 + number);
            while (!enough.IsCancellationRequested)
            {
                if (scanner.Answered.Count * Scanners > Volatile.Read(ref died) + LongestStudy) await Task.Delay(50);
                else await SendInPartsAsync(scanner, orthanc, images.Study(random.Next(1, LongestStudy + 1)), random);
            }
        }
    }

    // Some studies go on when first results are in the archive: what was said of them as a whole gives way to what holds then.
    static async Task SendInPartsAsync(Scanner scanner, Orthanc archive, IReadOnlyList<DicomDataset> study, Random random)
    {
        var first = study.Count > 1 && random.Next(3) > 0 ? study.Count - 1 : study.Count;
        await scanner.SendAsync([.. study.Take(first)], CancellationToken.None);
        if (first == study.Count) return;
        var (uid, watch) = (study[0].GetString(DicomTag.StudyInstanceUID), System.Diagnostics.Stopwatch.StartNew());
        while (!await archive.HoldsAsync(uid) && watch.Elapsed < LongestPause) await Task.Delay(100);
        await Task.Delay(random.Next(ShortPauseMilliseconds));
        await scanner.SendAsync([.. study.Skip(first)], CancellationToken.None);
    }

    /// <summary>Stills of one muscle, two of its left side and two of its right, a few drawn and each sent under new UIDs.</summary>
    sealed class Images
    {
        readonly DicomDataset[] _drawn = [.. Enumerable.Range(0, 4).Select(Draw)];
        readonly ConcurrentDictionary<string, string> _studyOf = new();
        int _next;

        /// <summary>Study Instance UID of each image.</summary>
        public IReadOnlyDictionary<string, string> StudyOf => _studyOf;

        public IReadOnlyList<DicomDataset> Study(int count)
        {
            var (study, series) = (DicomUID.Generate(), DicomUID.Generate());
            return [.. Enumerable.Range(0, count).Select(_ =>
            {
                var dataset = _drawn[(Interlocked.Increment(ref _next) & int.MaxValue) % _drawn.Length].Clone();
                dataset.AddOrUpdate(DicomTag.PatientID, _drawn[0].GetString(DicomTag.PatientID)); // A study is one person's.
                dataset.AddOrUpdate(DicomTag.StudyInstanceUID, study);
                dataset.AddOrUpdate(DicomTag.SeriesInstanceUID, series);
                var image = DicomUID.Generate();
                dataset.AddOrUpdate(DicomTag.SOPInstanceUID, image);
                _studyOf[image.UID] = study.UID;
                return dataset;
            })];
        }

        // Always the same pictures, all of them outlined: a refused one would have no Segmentation, and the counts would not be known.
        static DicomDataset Draw(int index)
        {
            var recipe = PhantomRecipe.Draw(MeasuredSeed, index) with
            {
                Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic, Grade = 1,
                Laterality = index % 2 == 0 ? Laterality.Left : Laterality.Right,
            };
            return PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
        }
    }
}
