using Acsa.Worker.Ledger;

namespace Acsa.Worker.Configuration;

/// <summary>The key "ledger": absent for a file in the data folder, or a server's address, itself or by where it is kept.</summary>
static class LedgerSetting
{
    const string Expected =
        $"{PostgresAddress.Notation}, or env:NAME or file:PATH where such an address is kept; absent for a file in the data folder";

    const int AddressLength = 10_000;

    /// <summary>Reads the setting. What is found is never shown: it holds a password.</summary>
    /// <param name="section">The section with the key.</param>
    /// <param name="data">Absolute data folder.</param>
    /// <param name="folder">What a relative PATH is relative to.</param>
    public static LedgerLocation Read(JsonSection section, string data, string folder)
    {
        var file = LedgerLocation.InFile(Path.Combine(data, "ledger.sqlite"));
        if (section.Secret("ledger", Expected) is not { } text) return file;
        if (Resolve(text, folder) is not { } address) section.FailHidden("ledger", $"{Expected}; nothing could be read there");
        else if (PostgresAddress.TryParse(address, out var connection)) return LedgerLocation.OnServer(connection);
        else section.FailHidden("ledger", Expected);
        return file;
    }

    static string? Resolve(string text, string folder)
    {
        if (text.StartsWith("env:", StringComparison.Ordinal)) return Environment.GetEnvironmentVariable(text[4..])?.Trim();
        if (!text.StartsWith("file:", StringComparison.Ordinal)) return text;
        try
        {
            var file = Path.GetFullPath(text[5..], folder);
            return new FileInfo(file).Length > AddressLength ? null : File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
