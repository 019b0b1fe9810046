namespace Acsa.Worker.Tests.Ledger;

/// <summary>One server for all tests that need one, with a database for each.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Collection = "PostgreSQL";
    PostgreSql? _server;

    internal PostgreSql Server => _server!;

    public async Task InitializeAsync() => _server = await PostgreSql.StartAsync();

    public Task<string> CreateDatabaseAsync() => Server.CreateDatabaseAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [CollectionDefinition(Collection)]
    public sealed class Definition : ICollectionFixture<PostgresServer>;
}
