using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Studies by state, and by what somebody has in hand: a UID of the study, of an image or of a result, or the alias in the
/// log.</summary>
sealed class StudySearch(SqlLedger ledger, StudyAlias alias)
{
    const int MostLookedAt = 5000;

    /// <param name="state">Null for all.</param>
    /// <param name="find">The whole UID or alias, or its beginning; null or empty for all.</param>
    public async Task<IReadOnlyList<StudyRow>> ReadAsync(string? state, string? find, int limit, CancellationToken stop)
    {
        var text = find?.Trim() ?? "";
        if (text.Length == 0) return await ledger.StudiesAsync(state, null, limit, stop);
        // Of an image or a result only the ledger knows the study.
        var named = await ledger.EvidenceAsync(text, stop);
        return [.. (await ledger.StudiesAsync(state, null, MostLookedAt, stop)).Where(row => row.StudyUid == named?.StudyUid
            || row.StudyUid.StartsWith(text, StringComparison.Ordinal)
            || alias.Of(row.StudyUid).StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(limit)];
    }
}
