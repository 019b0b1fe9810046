using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Ledger;

[Collection(PostgresServer.Collection)]
public sealed class PostgresLedgerTests(PostgresServer server) : LedgerTests
{
    LedgerLocation? _location;

    private protected override LedgerLocation Location => _location!;

    public override async Task InitializeAsync()
    {
        _location = await NewLocationAsync();
        await base.InitializeAsync();
    }

    // By the tests' own clock, so that the same tests hold as on SQLite; PostgresEngineTests look at the server's.
    private protected override async Task<LedgerLocation> NewLocationAsync() =>
        LedgerLocation.OnServer(await server.CreateDatabaseAsync()) with { DatabaseClock = false };
}
