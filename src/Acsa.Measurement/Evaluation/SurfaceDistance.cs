using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Distances between the outlines of two masks.</summary>
public static class SurfaceDistance
{
    /// <summary>
    /// 95th percentile Hausdorff distance: for each pixel on one outline the distance to the nearest on the other, the 95th percentile of
    /// these (linear between ranks), and of both directions the larger. A pixel is on the outline when one of its four neighbours is
    /// outside; beyond the image is outside. Null when a mask is empty.
    /// </summary>
    /// <param name="stepX">From one column to the next, in the unit of the result.</param>
    /// <param name="stepY">From one row to the next, in the unit of the result.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double? Hausdorff95(Mask predicted, Mask truth, double stepX, double stepY)
    {
        if (predicted.Width != truth.Width || predicted.Height != truth.Height)
            throw new ArgumentException(
                $"The predicted mask is {predicted.Width}×{predicted.Height}, the true one {truth.Width}×{truth.Height}.",
                    nameof(predicted));
        if (predicted.BoundingBox() is not { } box || truth.BoundingBox() is not { } second) return null;
        // Nothing lies outside of the box of both, and its rim is a rim of the image as far as outlines go.
        var common = new PixelRectangle(
            Math.Min(box.Left, second.Left), Math.Min(box.Top, second.Top),
            Math.Max(box.Right, second.Right), Math.Max(box.Bottom, second.Bottom));
        var (one, other) = (Outline(predicted.Crop(common)), Outline(truth.Crop(common)));
        return Math.Max(Directed(one, other, stepX, stepY), Directed(other, one, stepX, stepY));
    }

    private static double Directed(Mask from, Mask to, double stepX, double stepY)
    {
        var squared = DistanceTransform.Squared(to, stepX, stepY);
        var distances = new List<double>();
        for (var i = 0; i < squared.Length; i++)
        {
            if (from.Pixels[i] != 0) distances.Add(Math.Sqrt(squared[i]));
        }
        distances.Sort();
        return Percentile(distances, 0.95);
    }

    private static double Percentile(List<double> sorted, double share)
    {
        var rank = share * (sorted.Count - 1);
        var below = (int)Math.Floor(rank);
        return below + 1 < sorted.Count ? sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }

    private static Mask Outline(Mask mask)
    {
        var outline = new Mask(mask.Width, mask.Height);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                outline[x, y] = mask[x, y] && (x == 0 || y == 0 || x == mask.Width - 1 || y == mask.Height - 1
                    || !mask[x - 1, y] || !mask[x + 1, y] || !mask[x, y - 1] || !mask[x, y + 1]);
            }
        }
        return outline;
    }
}
