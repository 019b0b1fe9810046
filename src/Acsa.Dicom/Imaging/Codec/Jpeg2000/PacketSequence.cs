namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The packets of a tile in the order of its progression (ITU-T T.800 B.12.1).</summary>
internal static class PacketSequence
{
    /// <summary>
    /// The packets of one progression after the other. A packet comes once: what earlier progressions brought is left out (B.12.2).
    /// Throws DicomCodecException where a packet is in none.
    /// </summary>
    public static IEnumerable<(int Layer, Precinct Precinct)> Create(
        IReadOnlyList<Progression> progressions, int layers, List<Precinct> precincts, DecodingWork work)
    {
        if (progressions is [{ FirstResolution: 0, FirstComponent: 0 } only] && only.EndLayer >= layers
            && precincts.TrueForAll(only.Covers))
            return Create(only.Order, layers, precincts);
        return Several();

        IEnumerable<(int, Precinct)> Several()
        {
            var next = new Dictionary<Precinct, int>(precincts.Count);
            foreach (var progression in progressions)
            {
                var covered = precincts.FindAll(progression.Covers);
                work.Add(precincts.Count + (long)covered.Count * Math.Min(progression.EndLayer, layers));
                foreach (var (layer, precinct) in Create(progression.Order, Math.Min(progression.EndLayer, layers), covered))
                {
                    if (layer < next.GetValueOrDefault(precinct)) continue;
                    next[precinct] = layer + 1;
                    yield return (layer, precinct);
                }
            }
            if (precincts.Exists(p => next.GetValueOrDefault(p) < layers))
                throw Jpeg2000Failure.Damaged("its progression order changes leave packets out");
        }
    }

    /// <summary>
    /// Layer and precinct of each packet. Orders by position are a sorting of the precincts by the point at which each is met, so that no
    /// point without a precinct is visited.
    /// </summary>
    private static IEnumerable<(int Layer, Precinct Precinct)> Create(ProgressionOrder order, int layers, List<Precinct> precincts)
    {
        var byResolution = precincts.OrderBy(p => p.ResolutionIndex).ThenBy(p => p.ComponentIndex).ThenBy(p => p.Index);
        switch (order)
        {
            case ProgressionOrder.LayerResolution:
                Precinct[] all = [.. byResolution];
                return Enumerable.Range(0, layers).SelectMany(layer => all.Select(p => (layer, p)));
            case ProgressionOrder.ResolutionLayer:
                return byResolution.GroupBy(p => p.ResolutionIndex)
                    .SelectMany(group => Enumerable.Range(0, layers).SelectMany(layer => group.Select(p => (layer, p))));
            case ProgressionOrder.ResolutionPosition:
                return Layered(precincts.OrderBy(p => p.ResolutionIndex).ThenBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.ComponentIndex));
            case ProgressionOrder.PositionComponent:
                return Layered(precincts.OrderBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.ComponentIndex).ThenBy(p => p.ResolutionIndex));
            default:
                return Layered(precincts.OrderBy(p => p.ComponentIndex).ThenBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.ResolutionIndex));
        }

        IEnumerable<(int, Precinct)> Layered(IOrderedEnumerable<Precinct> sorted) =>
            sorted.ThenBy(p => p.Index).SelectMany(p => Enumerable.Range(0, layers).Select(layer => (layer, p)));
    }
}
