using System.Collections.Concurrent;
using Acsa.Worker.Ledger;
using Acsa.Worker.Schedules;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Schedules;

/// <summary>Quartz in the ledger's database: in a file, and on a server that two nodes share.</summary>
[Collection(PostgresServer.Collection)]
public sealed class NodeScheduleTests(PostgresServer server) : IDisposable
{
    const string EachYear = "0 0 1 1 *";
    const string EachDay = "0 0 * * *";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    readonly TempFolder _folder = new();
    readonly ConcurrentQueue<string> _done = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_due_while_no_node_ran_is_done_once_when_one_does(bool shared)
    {
        using var ledger = await OpenAsync(shared);
        ScheduledTask[] tasks = [new("tidy", EachYear, Do("tidy")), new("daily", EachDay, Do("daily"))];
        await RunAsync(ledger, "a", TimeSpan.Zero, Task.CompletedTask, tasks);
        Assert.Empty(_done);

        // Several New Years later, and a week after that.
        await RunAsync(ledger, "a", TimeSpan.FromDays(1200), DoneAsync(2), tasks);
        await RunAsync(ledger, "a", TimeSpan.FromDays(1207), DoneAsync(3), tasks);
        Assert.Equal(["daily", "daily", "tidy"], _done.Order());
    }

    [Fact]
    public async Task Of_two_nodes_one_does_it_and_each_does_what_is_for_each()
    {
        using var ledger = await OpenAsync(shared: true);
        ScheduledTask[] Tasks(string node) =>
        [
            new("tidy", EachYear, Do("tidy")), new("check", EachYear, Do("check " + node), OnEachNode: true),
        ];
        await RunAsync(ledger, "a", TimeSpan.Zero, Task.CompletedTask, Tasks("a"));
        await RunAsync(ledger, "b", TimeSpan.Zero, Task.CompletedTask, Tasks("b"));

        await Task.WhenAll(
            RunAsync(ledger, "a", TimeSpan.FromDays(400), DoneAsync(3), Tasks("a")),
            RunAsync(ledger, "b", TimeSpan.FromDays(400), DoneAsync(3), Tasks("b")));
        Assert.Equal(["check a", "check b", "tidy"], _done.Order());
    }

    [Fact]
    public async Task What_is_turned_off_is_done_no_more_and_another_time_takes_the_place_of_the_old()
    {
        using var ledger = await OpenAsync(shared: false);
        await RunAsync(ledger, "a", TimeSpan.Zero, Task.CompletedTask,
            new ScheduledTask("tidy", EachYear, Do("tidy")), new ScheduledTask("moved", EachYear, Do("moved")),
            new ScheduledTask("daily", EachDay, Do("daily")));
        await RunAsync(ledger, "a", TimeSpan.FromDays(400), DoneAsync(1), new ScheduledTask("tidy", null, Do("tidy")),
            new ScheduledTask("moved", "0 0 2 1 *", Do("moved")), new ScheduledTask("daily", EachDay, Do("daily")));
        Assert.Equal(["daily"], _done);
    }

    [Fact]
    public async Task Trouble_with_the_disk_is_told_and_anything_else_ends_the_node()
    {
        using var ledger = await OpenAsync(shared: false);
        ScheduledTask[] Tasks(Func<CancellationToken, Task> run) => [new("tidy", EachYear, run), new("daily", EachDay, Do("daily"))];
        await RunAsync(ledger, "a", TimeSpan.Zero, Task.CompletedTask, Tasks(Do("tidy")));
        await RunAsync(ledger, "a", TimeSpan.FromDays(400), DoneAsync(1), Tasks(_ => throw new IOException("full")));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(
            ledger, "a", TimeSpan.FromDays(800), Task.Delay(Patience), Tasks(_ => throw new InvalidOperationException("ours"))));
        Assert.Equal("ours", error.Message);
    }

    [Fact]
    public async Task Of_nodes_with_different_times_the_last_does_not_set_them_for_the_others()
    {
        using var ledger = await OpenAsync(shared: true);
        var (a, b) = (NodeIdentity.Of("a"), NodeIdentity.Of("b"));
        foreach (var node in new[] { a, b }) await ledger.Of.JoinAsync(node, TimeSpan.FromHours(1), default);
        ScheduledTask Tidy(string cron) => new("tidy", cron, Do("tidy"));
        await RunAsync(ledger, a, TimeSpan.Zero, Task.CompletedTask, Tidy(EachDay));

        // The second node wants it once a year, and then not at all; the times of the first stay, and the second does what is due by them.
        await RunAsync(ledger, b, TimeSpan.Zero, Task.CompletedTask, Tidy(EachYear));
        Assert.Equal(["b"], await ledger.Of.StateScheduleAsync(a, "tidy " + EachDay, default));
        await RunAsync(ledger, b, TimeSpan.FromDays(2), DoneAsync(1), new ScheduledTask("tidy", null, Do("tidy")));

        // Once the first is gone the second sets its own.
        await ledger.Of.LeaveAsync(a, default);
        await RunAsync(ledger, b, TimeSpan.FromDays(2), Task.CompletedTask, Tidy(EachYear));
        await RunAsync(ledger, b, TimeSpan.FromDays(4), Task.Delay(500), Tidy(EachYear));
        Assert.Equal(["tidy"], _done);
    }

    [Fact]
    public async Task The_ledger_is_written_to_meanwhile()
    {
        using var ledger = await OpenAsync(shared: false);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) await ledger.Of.RecordAsync([Specimen.Instance("1.2")], false, default);
        });
        await RunAsync(ledger, "a", TimeSpan.Zero, Task.CompletedTask, new ScheduledTask("tidy", EachYear, Do("tidy")));
        await RunAsync(ledger, "a", TimeSpan.FromDays(400), DoneAsync(1), new ScheduledTask("tidy", EachYear, Do("tidy")));
        await writing;
        Assert.Equal(300, (await ledger.Of.ReportAsync(default)).Instances);
    }

    Task RunAsync(Opened ledger, string node, TimeSpan later, Task until, params ScheduledTask[] tasks) =>
        RunAsync(ledger, NodeIdentity.Of(node), later, until, tasks);

    // A schedule lives until something has happened and its own start is over.
    async Task RunAsync(Opened ledger, NodeIdentity node, TimeSpan later, Task until, params ScheduledTask[] tasks)
    {
        using var stop = new CancellationTokenSource();
        var planned = new TaskCompletionSource();
        var schedule = new NodeSchedule(
            ledger.Location, ledger.Of, node, tasks, new LaterTime(later), NullLoggerFactory.Instance)
        {
            Planned = () => planned.TrySetResult(),
        };
        var running = schedule.RunAsync(stop.Token);
        await Task.WhenAny(running, Task.WhenAll(planned.Task, until)).WaitAsync(Patience);
        if (running.IsFaulted) await running;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    Func<CancellationToken, Task> Do(string name) => _ =>
    {
        _done.Enqueue(name);
        return Task.CompletedTask;
    };

    Task DoneAsync(int count) => Until.TrueAsync(
        () => Task.FromResult(_done.Count >= count), Patience, $"{count} tasks", () => string.Join(", ", _done));

    async Task<Opened> OpenAsync(bool shared)
    {
        var location = shared ? LedgerLocation.OnServer(await server.CreateDatabaseAsync()) : LedgerLocation.InFile(_folder["l.sqlite"]);
        return new(location, SqlLedger.Open(location, TimeProvider.System, TimeSpan.FromSeconds(10)));
    }

    sealed record Opened(LedgerLocation Location, SqlLedger Of) : IDisposable
    {
        public void Dispose() => Of.Dispose();
    }

    sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
