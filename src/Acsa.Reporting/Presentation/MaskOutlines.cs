using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>All boundaries of a mask, those of its holes included, as far as one attribute can hold each.</summary>
internal static class MaskOutlines
{
    public static IEnumerable<Polygon> Of(Mask mask)
    {
        var outer = mask.OuterBoundaries();
        foreach (var boundary in outer) yield return Fitting(boundary);
        if (outer.Sum(boundary => boundary.Area) - mask.CountInside() < 0.5) yield break;
        foreach (var boundary in Holes(mask, outer).OuterBoundaries(Connectivity.Four)) yield return Fitting(boundary);
    }

    static Mask Holes(Mask mask, IReadOnlyList<Polygon> outer)
    {
        var holes = new Mask(mask.Width, mask.Height);
        foreach (var boundary in outer)
        {
            var filled = boundary.Rasterise(mask.Width, mask.Height);
            for (var i = 0; i < holes.Pixels.Length; i++) holes.Pixels[i] |= (byte)(filled.Pixels[i] & ~mask.Pixels[i] & 1);
        }
        return holes;
    }

    // A drawing may be coarser than the mask; the numbers do not come from it.
    static Polygon Fitting(Polygon boundary)
    {
        for (var tolerance = 0.5; boundary.Points.Count >= Limits.MaxOutlinePoints; tolerance *= 2) boundary = boundary.Simplify(tolerance);
        return boundary;
    }
}
