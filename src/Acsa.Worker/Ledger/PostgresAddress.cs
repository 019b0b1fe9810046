using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace Acsa.Worker.Ledger;

/// <summary>
/// A PostgreSQL database as an address: postgres://user:password@host:port/database?option=value. Options: host (a folder with the
/// server's socket), sslmode (disable, prefer, require, verify-ca, verify-full) and sslrootcert (a file).
/// </summary>
static class PostgresAddress
{
    public const string Notation = "postgres://user:password@host:port/database";
    const int DefaultPort = 5432;

    /// <summary>Reads an address into Npgsql's connection string; false when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? connection)
    {
        connection = null;
        if (!IsScheme(text) || !Uri.TryCreate(WithHost(text), UriKind.Absolute, out var uri)) return false;
        var user = uri.UserInfo.Split(':', 2);
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (user[0].Length == 0 || database.Length == 0 || database.Contains('/')) return false;
        var read = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host == NoHost ? null : uri.Host, Port = uri.Port > 0 ? uri.Port : DefaultPort, Database = database,
            Username = Uri.UnescapeDataString(user[0]), Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        if (!uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).All(option => Take(read, option))) return false;
        if (string.IsNullOrEmpty(read.Host)) return false;
        connection = read.ToString();
        return true;
    }

    // A socket's folder stands in an option, and then no host before the path; an address without a host is none to .NET.
    const string NoHost = "no-host.invalid";

    static string WithHost(string text) => text.Replace("@/", $"@{NoHost}/", StringComparison.Ordinal);

    static bool IsScheme(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    static bool Take(NpgsqlConnectionStringBuilder to, string option)
    {
        if (option.Split('=', 2) is not [var name, var raw]) return false;
        var value = Uri.UnescapeDataString(raw);
        switch (name)
        {
            case "host" when value.Length > 0:
                to.Host = value;
                return true;
            case "sslrootcert" when value.Length > 0:
                to.RootCertificate = value;
                return true;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode)
                && !int.TryParse(value, CultureInfo.InvariantCulture, out _):
                to.SslMode = mode;
                return true;
            default:
                return false;
        }
    }
}
