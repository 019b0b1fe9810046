using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Acsa.Worker.Tests.Ledger;

public sealed class LedgerArrivalTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_server_that_comes_up_after_the_node_is_waited_for()
    {
        await using var server = await PostgreSql.StartAsync();
        var ledger = LedgerLocation.OnServer(await server.CreateDatabaseAsync());
        await server.StopAtOnceAsync();
        var waiting = Wait(ledger, Limit);
        await server.StartServerAsync();
        await waiting.WaitAsync(Limit);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("absent.invalid")]
    public async Task One_that_does_not_come_is_told_of_when_the_time_is_over(string host)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Wait(
            LedgerLocation.OnServer($"Host={host};Port=1;Username=a"), TimeSpan.FromSeconds(3)));
        Assert.True(since.Elapsed > TimeSpan.FromSeconds(3), $"{since.Elapsed}");
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LedgerArrival.WaitAsync(
            LedgerLocation.OnServer("Host=127.0.0.1;Port=1;Username=a"), Limit, TimeProvider.System, NullLogger.Instance, stop.Token));
    }

    [Fact]
    public async Task A_ledger_in_a_file_is_there() => await Wait(LedgerLocation.InFile("/nowhere/ledger.sqlite"), Limit);

    [Fact]
    public async Task One_that_answers_no_is_there()
    {
        await using var server = await PostgreSql.StartAsync();
        var absent = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Database = "absent" }.ToString();
        await Wait(LedgerLocation.OnServer(absent), Limit);
    }

    static Task Wait(LedgerLocation ledger, TimeSpan atMost) =>
        LedgerArrival.WaitAsync(ledger, atMost, TimeProvider.System, NullLogger.Instance, default);
}
