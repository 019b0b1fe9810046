namespace Acsa.Reporting;

/// <summary>
/// What a report names as its predecessors (PS3.3 C.17.2): the earlier reports of its own form, and to each receiver only those that it was
/// sent (docs/decisions/078).
/// </summary>
internal static class HeldPredecessors
{
    /// <summary>
    /// The instances that a report takes: one where all its receivers hold the same of them, else one for each set that some of them hold.
    /// The usual one, for those who hold most, is the one that a request without predecessors writes.
    /// </summary>
    public static IReadOnlyList<(IReadOnlyList<string>? Recipients, IReadOnlyList<InstanceReference> Predecessors, bool IsUsual)> Of(
        ResultKind kind, ReportRequest request)
    {
        var sopClass = ResultClass.SopClassUid(kind, null);
        // Each form of a result has its own line of descent.
        var own = request.Predecessors.Where(earlier => earlier.Kind is { } known ? known == kind : earlier.SopClassUid == sopClass)
            .ToList();
        if (own.Count == 0 || request.Receivers is null || !request.Receivers.TryGetValue(kind, out var names) || names.Count == 0)
            return [(null, own, true)];
        var groups = names.GroupBy(name => string.Join('+', HeldBy(name, own).Select(earlier => earlier.SopInstanceUid)),
            StringComparer.Ordinal)
            .Select(group => (Names: group.Order(StringComparer.Ordinal).ToList(), Held: HeldBy(group.First(), own)))
            .OrderByDescending(group => group.Held.Count).ThenBy(group => group.Names[0], StringComparer.Ordinal).ToList();
        return groups.Count == 1 ? [(null, groups[0].Held, true)]
            : [.. groups.Select((group, index) =>
                ((IReadOnlyList<string>?)group.Names, (IReadOnlyList<InstanceReference>)group.Held, index == 0))];
    }

    static List<InstanceReference> HeldBy(string name, List<InstanceReference> own) =>
        own.FindAll(earlier => earlier.HeldBy is null || earlier.HeldBy.Contains(name));
}
