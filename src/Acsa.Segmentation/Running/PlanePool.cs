using System.Collections.Concurrent;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Planes on the grid of a crop that are not in use: an image's worth of fresh memory costs more than what is computed into
/// it.</summary>
sealed class PlanePool
{
    readonly ConcurrentBag<FloatPlane> _free = [];

    /// <summary>A plane with whatever it held before.</summary>
    public FloatPlane Rent(int width, int height)
    {
        while (_free.TryTake(out var plane))
            if (plane.Width == width && plane.Height == height) return plane; // One of another size is let go: sizes come in series.
        return new(width, height, GC.AllocateUninitializedArray<float>(checked(width * height)));
    }

    public void Return(IEnumerable<FloatPlane> planes)
    {
        foreach (var plane in planes)
            if (_free.Count < Limits.PooledPlanes && plane.Values.Length <= Limits.PooledPixels) _free.Add(plane);
    }
}
