using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Finds calipers and letters that are drawn in white or grey inside an outline, where no colour tells them: strokes of one level that end
/// within a pixel. Echoes are limited in bandwidth and fade over several.
/// </summary>
public static class DrawnMarks
{
    static readonly (int Dx, int Dy)[] Directions = [(-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <summary>A sentence if something seems drawn inside <paramref name="mask"/>, else null.</summary>
    public static string? Objection(GreyImage image, Mask mask) => Count(image, mask) >= Limits.DrawnPixels
        ? "White or grey marks seem to be drawn inside the outline (calipers, letters): they count as echoes in the grey level."
        : null;

    /// <summary>Pixels of drawn marks inside the mask.</summary>
    public static int Count(GreyImage image, Mask mask)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
            throw new ArgumentException($"The mask is {mask.Width}×{mask.Height}, the image {image.Width}×{image.Height}.", nameof(mask));
        var seen = new bool[image.Pixels.Length];
        var (count, stroke) = (0, new List<int>());
        for (var start = 0; start < image.Pixels.Length; start++)
        {
            if (seen[start] || mask.Pixels[start] == 0 || image.Pixels[start] < Limits.DrawnLevel) continue;
            Collect(image, seen, start, stroke);
            if (stroke.Count is >= Limits.DrawnPixels and <= Limits.MaxDrawnPixels && EndsSharply(image, stroke)) count += stroke.Count;
        }
        return count;
    }

    // Neighbouring pixels of nearly one level, across the mask's border too: a caliper may stand on it.
    static void Collect(GreyImage image, bool[] seen, int start, List<int> stroke)
    {
        stroke.Clear();
        stroke.Add(start);
        seen[start] = true;
        int level = image.Pixels[start];
        for (var next = 0; next < stroke.Count; next++)
            foreach (var neighbour in Neighbours(image, stroke[next]))
            {
                if (seen[neighbour] || Math.Abs(image.Pixels[neighbour] - level) > Limits.DrawnTolerance) continue;
                seen[neighbour] = true;
                stroke.Add(neighbour);
            }
    }

    // A bright fascia that is cut off at the top of the scale falls sharply too, but goes on falling.
    static bool EndsSharply(GreyImage image, List<int> stroke)
    {
        var inside = stroke.ToHashSet();
        var (sharp, all) = (0, 0);
        foreach (var pixel in stroke)
            foreach (var (dx, dy) in Directions)
            {
                if (At(image, pixel, dx, dy, 1) is not { } next || inside.Contains(next)) continue;
                all++;
                var fall = image.Pixels[pixel] - image.Pixels[next];
                var further = At(image, pixel, dx, dy, 3) is { } beyond ? image.Pixels[next] - image.Pixels[beyond] : 0;
                if (fall >= Limits.DrawnEdge && further <= Limits.DrawnFadeOut) sharp++;
            }
        return sharp >= Limits.DrawnSharpShare * all;
    }

    static IEnumerable<int> Neighbours(GreyImage image, int pixel)
    {
        foreach (var (dx, dy) in Directions)
            if (At(image, pixel, dx, dy, 1) is { } next) yield return next;
    }

    static int? At(GreyImage image, int pixel, int dx, int dy, int steps)
    {
        var (x, y) = (pixel % image.Width + dx * steps, pixel / image.Width + dy * steps);
        return x >= 0 && y >= 0 && x < image.Width && y < image.Height ? y * image.Width + x : null;
    }
}
