using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Ledger;

[Collection(PostgresServer.Collection)]
public sealed class PostgresLedgerTests(PostgresServer server) : LedgerTests
{
    LedgerLocation? _location;

    private protected override LedgerLocation Location => _location!;

    public override async Task InitializeAsync()
    {
        // The tests' own clock, so that the same tests hold as on SQLite; PostgresClockTests looks at the server's.
        _location = LedgerLocation.OnServer(await server.CreateDatabaseAsync()) with { DatabaseClock = false };
        await base.InitializeAsync();
    }
}
