using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Quality by scanner, of the last half year.</summary>
sealed class QualityView(SqlLedger ledger)
{
    const int Days = 182;
    const int MostFindings = 50_000;

    public async Task<IReadOnlyList<ScannerQuality>> ReadAsync(CancellationToken stop)
    {
        var now = ledger.Clock.GetUtcNow();
        var rows = await ledger.ScannerFindingsAsync(now.AddDays(-Days), MostFindings, stop);
        return [.. rows.GroupBy(row => row.CallingAe).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => ScannerQuality.Of(
            group.Key, [.. group.Select(row => (row.At, ResultJson.Read<ResultEntry>(row.Entry)))], now))];
    }
}
