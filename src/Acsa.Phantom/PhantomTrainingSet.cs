using System.Globalization;
using System.Text.Json;

namespace Acsa.Phantom;

/// <summary>Writes phantoms as training wants them: the region with a border, reduced, and the muscle's share of each cell.</summary>
public static class PhantomTrainingSet
{
    /// <summary>Width of a stored picture.</summary>
    public const int Width = 640;

    /// <summary>Height of a stored picture.</summary>
    public const int Height = 480;

    /// <summary>Border around the region, as a share of its larger side.</summary>
    private const double Border = 0.06;

    /// <summary>
    /// Writes images.u8 and masks.u8 (count × 480 × 640 bytes: grey; share of the cell inside the muscle × 255) and index.json, which
    /// gives each
    /// phantom's structure, grade, geometry and the region's box in the stored picture's coordinates.
    /// </summary>
    public static void Write(string directory, int count, ulong seed, int workers, PhantomView view, Action<int>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Directory.CreateDirectory(directory);
        var entries = new Entry[count];
        using (var images = File.OpenHandle(Path.Combine(directory, "images.u8"), FileMode.Create, FileAccess.Write))
        using (var masks = File.OpenHandle(Path.Combine(directory, "masks.u8"), FileMode.Create, FileAccess.Write))
        {
            var done = 0;
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, index =>
            {
                var (image, mask, entry) = Reduce(PhantomRecipe.Draw(seed, index, view));
                RandomAccess.Write(images, image, (long)index * Width * Height);
                RandomAccess.Write(masks, mask, (long)index * Width * Height);
                entries[index] = entry;
                progress?.Invoke(Interlocked.Increment(ref done));
            });
        }
        using var stream = File.Create(Path.Combine(directory, "index.json"));
        JsonSerializer.Serialize(stream, new { seed = seed.ToString(CultureInfo.InvariantCulture), width = Width, height = Height,
            phantoms = entries }, JsonSerializerOptions.Web);
    }

    private static (byte[] Image, byte[] Mask, Entry Entry) Reduce(PhantomRecipe recipe)
    {
        var phantom = PhantomRenderer.Render(recipe);
        var region = phantom.Region;
        var border = Border * Math.Max(region.Width, region.Height);
        double wide = region.Width + 2 * border, high = region.Height + 2 * border;
        // The stored picture keeps the aspect and is centred: the box around it may reach beyond the screen, where it is black.
        var scale = Math.Max(wide / Width, high / Height);
        double left = region.Left - border - (Width * scale - wide) / 2, top = region.Top - border - (Height * scale - high) / 2;
        var screen = phantom.Screen;
        var image = AreaReduction.Reduce(screen.Pixels, screen.Width, screen.Height, left, top, Width * scale, Height * scale, Width,
            Height, 1);
        var mask = AreaReduction.Reduce(phantom.Truth.Pixels, screen.Width, screen.Height, left, top, Width * scale, Height * scale, Width,
            Height, 255);
        double[] box = [(region.Left - left) / scale, (region.Top - top) / scale, (region.Right + 1 - left) / scale,
            (region.Bottom + 1 - top) / scale];
        return (image, mask, new(recipe.Structure == PhantomStructure.RectusFemoris ? 1 : 2, recipe.Grade, recipe.Geometry.ToString(), box,
            phantom.AreaCm2, phantom.MeanGrey));
    }

    private sealed record Entry(int Class, int Grade, string Geometry, double[] Box, double AreaCm2, double MeanGrey);
}
