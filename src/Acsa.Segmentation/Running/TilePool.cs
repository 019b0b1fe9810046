using System.Collections.Concurrent;

namespace Acsa.Segmentation;

/// <summary>Tiles that are not in use, so that large arrays are not made, and cleared, for every image.</summary>
sealed class TilePool(ModelManifest manifest)
{
    readonly ConcurrentBag<Tile> _free = [];

    /// <summary>A tile with whatever it held before.</summary>
    public Tile Rent(int width, int height)
    {
        while (_free.TryTake(out var tile))
            if (tile.Width == width && tile.Height == height) return tile; // One of another size is let go: sizes come in series.
        return new Tile(manifest, width, height);
    }

    public void Return(IEnumerable<Tile> tiles)
    {
        foreach (var tile in tiles)
            if (_free.Count < Limits.PooledTiles) _free.Add(tile);
    }
}
