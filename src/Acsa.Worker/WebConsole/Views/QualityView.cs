using Acsa.Worker.Ledger;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Quality of the last half year: by scanner, and what readers changed by model and scanner.</summary>
sealed class QualityView(SqlLedger ledger)
{
    const int Days = 182;
    const int MostFindings = 50_000;

    public async Task<QualityReport> ReadAsync(CancellationToken stop)
    {
        var now = ledger.Clock.GetUtcNow();
        var edits = await new EditQuery(ledger).ReadAsync(now.AddDays(-Days), stop);
        var rows = await ledger.ScannerFindingsAsync(now.AddDays(-Days), MostFindings, stop);
        return new([.. rows.GroupBy(row => row.CallingAe).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ScannerQuality.Of(
            group.Key, [.. group.Select(row => (row.At, ResultJson.Read<ResultEntry>(row.Entry)))], now))], edits.Groups);
    }
}
