using System.Globalization;
using Npgsql;

namespace Acsa.Peers;

/// <summary>A PostgreSQL server of its own: Debian's package, a fresh cluster in a temporary folder, reached by a socket in it.</summary>
internal sealed class PostgreSql : IAsyncDisposable
{
    const string User = "postgres";
    readonly string _folder;

    PostgreSql(string folder) => _folder = folder;

    public static async Task<PostgreSql> StartAsync()
    {
        // The socket's name must be short (107 bytes).
        var server = new PostgreSql(Directory.CreateTempSubdirectory("acsa-pg-").FullName);
        try
        {
            // PostgreSQL refuses to run as root; the package made it an account.
            if (Environment.IsPrivilegedProcess) await PeerProcess.MustRunAsync("/bin/chown", User, server._folder);
            await server.RunAsync("initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            await server.StartServerAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    string Data => Path.Combine(_folder, "data");

    /// <summary>Makes an empty database and returns Npgsql's connection string for it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "acsa_" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    /// <summary>The address of a database as the node's configuration has it.</summary>
    public string AddressOf(string connection) =>
        $"postgres://{User}@/{new NpgsqlConnectionStringBuilder(connection).Database}?host={Uri.EscapeDataString(_folder)}";

    /// <summary>Stops the server as a power cut would: no checkpoint, connections cut.</summary>
    public Task StopAtOnceAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public Task StartServerAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "120", "-o",
        $"-c listen_addresses= -c unix_socket_directories={_folder} -c max_connections=60", "start");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAtOnceAsync();
        Directory.Delete(_folder, recursive: true);
    }

    string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder, Username = User, Database = database, Pooling = database != "postgres",
    }.ToString();

    Task RunAsync(string tool, params string[] arguments)
    {
        var program = Path.Combine(Binaries(), tool);
        return Environment.IsPrivilegedProcess
            ? PeerProcess.MustRunAsync("/sbin/runuser", ["-u", User, "--", program, .. arguments])
            : PeerProcess.MustRunAsync(program, arguments);
    }

    static string Binaries() => Directory.GetDirectories("/usr/lib/postgresql")
        .OrderBy(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin"))
        .Last(Directory.Exists);
}
