using System.Diagnostics;
using System.Globalization;
using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Tests.Fakes;
using Xunit.Abstractions;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>
/// A day of a clinic on a clock that is moved: studies from three kinds of scanner, a PACS with moods, a disk that fills, a node that dies.
/// ACSA_CLINIC_STUDIES and ACSA_CLINIC_SEED choose another day.
/// </summary>
public sealed class SimulatedClinicTests : IDisposable
{
    static readonly TimeSpan Day = TimeSpan.FromHours(24);
    static readonly string[] Titles = ["US1", "SLOW", "CALL"];
    readonly TempFolder _folder = new();
    readonly SteppedTime _time = new();
    readonly FixedSpace _disk = new();
    readonly ClinicPacs _pacs = new();
    readonly PriorityQueue<Func<Task>, TimeSpan> _events = new();
    readonly DateTimeOffset _begin;

    /// <summary>What scanners were answered Success for: the first content of each UID.</summary>
    readonly HashSet<string> _accepted = [];

    readonly ITestOutputHelper _output;

    public SimulatedClinicTests(ITestOutputHelper output) => (_output, _begin) = (output, _time.GetUtcNow());

    public void Dispose()
    {
        _pacs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task At_the_end_of_the_day_nothing_is_lost_nothing_is_there_twice_and_nothing_differs()
    {
        var seed = Setting("ACSA_CLINIC_SEED", Environment.TickCount & 0xFFFFFF);
        var studies = Setting("ACSA_CLINIC_STUDIES", 400);
        _output.WriteLine($"seed {seed}: {studies} studies");
        var watch = Stopwatch.StartNew();
        var random = new Random(seed);
        using var node = new ClinicNode(_folder.Path, _time, _disk, random, _pacs.Port);
        await node.StartAsync();

        Plan(random, node, studies);
        var turn = 0;
        node.MayDie = true;
        while (_events.TryDequeue(out var happen, out var at))
        {
            if (_begin + at > _time.GetUtcNow()) _time.Advance(_begin + at - _time.GetUtcNow());
            await happen();
            await node.WorkAsync(deliver: ++turn % 3 == 0);
        }

        // The night: everybody is well again, and what waits gets its turn.
        (_pacs.Mood, _disk.Free, node.MayDie) = (PacsMood.Well, long.MaxValue, false);
        for (var quarters = 0; quarters < 4 * 24 * 3 && !await IsIdle(node); quarters++)
        {
            _time.Advance(TimeSpan.FromMinutes(15));
            await node.WorkAsync(deliver: true);
        }

        var expected = _accepted.SelectMany(uid => new[] { ResultKind.Segmentation, ResultKind.StructuredReport }
            .Select(kind => ClinicAnalyser.UidOf(uid, kind))).ToHashSet();
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {_accepted.Count} objects, {expected.Count} results, {_pacs.Held.Count} held, {_pacs.Repeats} came again, "
            + $"{node.Deaths} deaths, {watch.Elapsed.TotalSeconds:0.0} s"));
        var states = (await node.Ledger.ReportAsync(default)).StudiesByState;
        Assert.Equal([StudyState.Delivered], states.Keys);
        Assert.Equal(studies, states[StudyState.Delivered]);
        Assert.Equal(expected, _pacs.Held.Keys.ToHashSet());
        Assert.Empty(await Differences(node));

        // Found only because somebody looks: a PACS that loses what it took.
        var lost = _pacs.Held.Keys.Order(StringComparer.Ordinal).Where((_, i) => i % 97 == 0).ToHashSet();
        foreach (var uid in lost) _pacs.Held.TryRemove(uid, out _);
        var differences = await Differences(node);
        Assert.Equal(lost, differences.Select(difference => difference.SopInstanceUid).ToHashSet());
        Assert.Equal(lost.Count, await node.Ledger.ResendAsync("pacs", lost, default));
        await node.WorkAsync(deliver: true);
        Assert.Empty(await Differences(node));
        Assert.Equal(expected, _pacs.Held.Keys.ToHashSet());
    }

    void Plan(Random random, ClinicNode node, int studies)
    {
        var scanner = new Scanner(random);
        for (var number = 0; number < studies; number++)
        {
            var study = $"1.2.826.0.1.3680043.10.99.{number}";
            var title = Titles[random.Next(Titles.Length)];
            var at = Day * random.NextDouble() * 0.95;
            var images = Enumerable.Range(1, random.Next(1, 5)).Select(i => ClinicImage.Draw(study, $"{study}.{i}", "first")).ToList();
            var late = images.Count > 1 && random.NextDouble() < 0.15 ? images[^1] : null;
            if (late is not null) images.Remove(late);
            Send(at, title, images);
            if (late is not null) Send(at + TimeSpan.FromMinutes(random.Next(3, 90)), title, [late]);
            if (random.NextDouble() < 0.1) Send(at + TimeSpan.FromMinutes(random.Next(1, 300)), title, images); // The whole study again.
            if (random.NextDouble() < 0.1) Send(at, Titles[random.Next(Titles.Length)], images); // And from another console at once.
            if (random.NextDouble() < 0.05)
                Send(at + TimeSpan.FromMinutes(200), title, [ClinicImage.Draw(study, images[0].Uid, "other bytes")]);
        }

        foreach (var mood in new[] { PacsMood.Away, PacsMood.Away, PacsMood.Full, PacsMood.Full, PacsMood.Drops, PacsMood.Drops })
            Window(TimeSpan.FromMinutes(random.Next(20, 100)), () => _pacs.Mood = mood, () => _pacs.Mood = PacsMood.Well);
        for (var i = 0; i < 3; i++) Window(TimeSpan.FromMinutes(5), () => _pacs.Mood = PacsMood.Hangs, () => _pacs.Mood = PacsMood.Well);
        for (var i = 0; i < 3; i++)
            Window(TimeSpan.FromMinutes(random.Next(5, 40)), () => _disk.Free = 0, () => _disk.Free = long.MaxValue);
        for (var i = 0; i < 5; i++) _events.Enqueue(node.RestartAsync, Day * random.NextDouble());

        // What is not answered Success is sent again a little later, over a call that breaks no more often than others.
        void Send(TimeSpan at, string title, IReadOnlyList<ClinicImage> images) => _events.Enqueue(async () =>
        {
            var left = await scanner.SendAsync(node.Spool, title, images, drops: 0.05);
            foreach (var image in images.Except(left)) _accepted.Add(image.Uid);
            if (left.Count > 0) Send(_time.GetUtcNow() - _begin + TimeSpan.FromMinutes(2), title, left);
        }, at);

        void Window(TimeSpan length, Action begin, Action end)
        {
            var at = Day * random.NextDouble() * 0.9;
            _events.Enqueue(() => Do(begin), at);
            _events.Enqueue(() => Do(end), at + length);
        }

        static Task Do(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }

    async Task<IReadOnlyList<Difference>> Differences(ClinicNode node) => Comparison.Run(
        await node.Ledger.KnownResultsAsync("pacs", null, null, default),
        [.. _pacs.Held.Select(held => new HeldInstance(held.Value.Study, "1", held.Key))]);

    static async Task<bool> IsIdle(ClinicNode node) =>
        (await node.Ledger.ReportAsync(default))
            .StudiesByState.Keys.All(state => state is StudyState.Delivered or StudyState.Parked or StudyState.Failed);

    static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : otherwise;
}
