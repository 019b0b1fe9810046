using System.Globalization;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Reconciliation;

/// <summary>What the ledger says was stored beside what an archive says it holds.</summary>
static class Comparison
{
    public static IReadOnlyList<Difference> Run(IReadOnlyList<KnownResult> known, IReadOnlyList<HeldInstance> held)
    {
        var byUid = known.ToDictionary(result => result.SopInstanceUid, StringComparer.Ordinal);
        var there = held.ToLookup(instance => instance.SopInstanceUid, StringComparer.Ordinal);
        return
        [
            .. known.Where(result => result is { IsStored: true, IsSuperseded: false } && !there.Contains(result.SopInstanceUid))
                .Select(result => new Difference(Difference.Missing, result.StudyUid, result.SopInstanceUid, result.Kind)),
            .. there.Where(instance => !byUid.ContainsKey(instance.Key) && IsNameBased(instance.Key))
                .Select(instance => new Difference(Difference.Unknown, instance.First().StudyUid, instance.Key, null)),
            .. there.Where(instance => byUid.ContainsKey(instance.Key) && instance.Count() > 1)
                .Select(instance => new Difference(Difference.Duplicate, instance.First().StudyUid, instance.Key,
                    byUid[instance.Key].Kind)),
        ];
    }

    // Results are named by UUIDs of version 5 under 2.25 (docs/decisions/070); hardly anybody else's objects are.
    static bool IsNameBased(string uid) =>
        uid.StartsWith("2.25.", StringComparison.Ordinal)
        && UInt128.TryParse(uid.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && (int)(number >> 76 & 0xF) == 5 && (int)(number >> 62 & 3) == 2;
}
