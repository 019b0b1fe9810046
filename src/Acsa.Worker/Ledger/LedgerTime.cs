using System.Globalization;

namespace Acsa.Worker.Ledger;

/// <summary>Times as the ledger writes them: UTC, fixed width, so that text order is time order.</summary>
static class LedgerTime
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
