using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Npgsql;

namespace Acsa.Worker.Tests.Ledger;

[Collection(PostgresServer.Collection)]
public sealed class PostgresEngineTests(PostgresServer server)
{
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Nodes_whose_clocks_differ_by_hours_respect_each_others_leases()
    {
        var location = LedgerLocation.OnServer(await server.CreateDatabaseAsync());
        var (behind, ahead) = (new ManualTime(), new ManualTime());
        ahead.Advance(TimeSpan.FromHours(5));
        using var first = SqlLedger.Open(location, behind, TimeSpan.Zero);
        using var second = SqlLedger.Open(location, ahead, TimeSpan.Zero);
        await first.RecordAsync([Specimen.Instance("1.2")], false, default);
        Assert.NotNull(await first.ClaimStudyAsync("a", Lease, default));
        Assert.Null(await second.ClaimStudyAsync("b", Lease, default));
        // Both reckon by the server's clock, whose date is neither of theirs.
        Assert.InRange(first.Clock.GetUtcNow() - second.Clock.GetUtcNow(), -TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.True((behind.GetUtcNow() - first.Clock.GetUtcNow()).Duration() > TimeSpan.FromMinutes(10)
            || (ahead.GetUtcNow() - second.Clock.GetUtcNow()).Duration() > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_server_that_was_killed_and_came_back_holds_what_was_committed_and_is_used_again()
    {
        // A server of its own: others use the shared one meanwhile.
        await using var own = await PostgreSql.StartAsync();
        using var ledger = SqlLedger.Open(LedgerLocation.OnServer(await own.CreateDatabaseAsync()), TimeProvider.System, TimeSpan.Zero);
        await ledger.RecordAsync([Specimen.Instance("1.2", "9.1")], false, default);
        await own.StopAtOnceAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ledger.RecordAsync([Specimen.Instance("1.2", "9.2")], false, default));
        await own.StartServerAsync();
        await ledger.RecordAsync([Specimen.Instance("1.2", "9.3")], false, default);
        Assert.Equal(2, (await ledger.ReportAsync(default)).Instances);
    }

    [Fact]
    public void A_server_whose_name_cannot_be_looked_up_is_one_that_does_not_answer()
    {
        using var engine = new PostgresEngine("Host=absent.invalid;Username=a;Database=b", TimeProvider.System, databaseClock: true);
        var error = Assert.ThrowsAny<NpgsqlException>(() => engine.Begin(db => db.Execute("SELECT 1"), readOnly: false));
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task What_crosses_another_transaction_in_a_circle_is_repeated_and_not_reported()
    {
        var connection = await server.CreateDatabaseAsync();
        using var engine = new PostgresEngine(connection, TimeProvider.System, databaseClock: true);
        engine.Begin(db => db.Execute(
            "CREATE TABLE things (id bigint PRIMARY KEY, value bigint); INSERT INTO things VALUES (1, 0), (2, 0)"),
            readOnly: false);
        using var both = new Barrier(2);
        var met = 0;
        Task<int> Cross(int first, int second) => Task.Run(() => engine.WriteAsync(db =>
        {
            db.Execute("UPDATE things SET value = value + 1 WHERE id = @id", ("id", first));
            // Only the first time: the repetition is alone.
            if (Interlocked.Increment(ref met) <= 2) both.SignalAndWait();
            return db.Execute("UPDATE things SET value = value + 1 WHERE id = @id", ("id", second));
        }, default));
        await Task.WhenAll(Cross(1, 2), Cross(2, 1));
        Assert.True(met > 2);
        Assert.Equal(4, await engine.ReadAsync(db => db.Number("SELECT sum(value) FROM things"), default));
    }

    [Theory]
    [InlineData("postgres://acsa:p%40ss@db.example/ledger", "Host=db.example;Port=5432;Database=ledger;Username=acsa;Password=p@ss")]
    [InlineData("postgresql://acsa@[::1]:5433/ledger?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
        "Host=[::1];Port=5433;Database=ledger;Username=acsa;SSL Mode=VerifyFull;Root Certificate=/etc/ca.pem")]
    [InlineData("postgres://acsa@/ledger?host=%2Frun%2Fpostgresql", "Host=/run/postgresql;Port=5432;Database=ledger;Username=acsa")]
    public void An_address_is_read(string address, string connection)
    {
        Assert.True(PostgresAddress.TryParse(address, out var read));
        Assert.True(new NpgsqlConnectionStringBuilder(connection).EquivalentTo(new NpgsqlConnectionStringBuilder(read)), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://acsa@db/ledger")]
    [InlineData("postgres://db/ledger")]
    [InlineData("postgres://acsa@db")]
    [InlineData("postgres://acsa@db/a/b")]
    [InlineData("postgres://acsa@/ledger")]
    [InlineData("postgres://acsa@db/ledger?sslmode=7")]
    [InlineData("postgres://acsa@db/ledger?options=-c")]
    public void What_is_no_address_is_refused(string address) => Assert.False(PostgresAddress.TryParse(address, out _));
}
