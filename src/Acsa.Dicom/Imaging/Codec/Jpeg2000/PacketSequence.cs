namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The packets of a tile in the order of its progression (ITU-T T.800 B.12.1).</summary>
internal static class PacketSequence
{
    /// <summary>
    /// Layer and precinct of each packet. Orders by position are a sorting of the precincts by the point at which each is met, so that no
    /// point without a precinct is visited.
    /// </summary>
    public static IEnumerable<(int Layer, Precinct Precinct)> Create(ProgressionOrder order, int layers, List<Precinct> precincts)
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
