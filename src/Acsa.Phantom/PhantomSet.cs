using System.Globalization;
using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>A folder of simulated studies whose true results are known: what acceptance tests send through the node.</summary>
public static class PhantomSet
{
    /// <summary>
    /// Writes phantom-0001.dcm and so on, a mask PNG of the image's size for each (frame 1; those of further frames beside it), and
    /// truth.json:
    /// {"phantoms":[{"file","areaCm2","meanGrey","mask",…}]}, areas in cm², grey levels 0 to 255.
    /// </summary>
    /// <param name="directory">Where; created if missing.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed writes the same bytes.</param>
    /// <param name="view">What kind of picture; of <see cref="PhantomView.Longitudinal"/> the area is 0.</param>
    /// <param name="progress">Told how many are done, from any thread; or null.</param>
    /// <param name="cancellationToken">Stops between phantoms; truth.json is then not written.</param>
    public static void Write(string directory, int count, ulong seed, PhantomView view, Action<int>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Limits.PhantomsPerSet);
        Directory.CreateDirectory(directory);
        var truths = new PhantomTruth[count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, index =>
        {
            truths[index] = WriteOne(directory, PhantomRecipe.Draw(seed, index, view));
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        using var stream = File.Create(Path.Combine(directory, "truth.json"));
        JsonSerializer.Serialize(stream, new { seed = seed.ToString(CultureInfo.InvariantCulture),
            view = view.ToString().ToLowerInvariant(), phantoms = truths }, Indented);
    }

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private static PhantomTruth WriteOne(string directory, PhantomRecipe recipe)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"phantom-{recipe.Index + 1:0000}");
        var frames = new PhantomImage[recipe.Frames];
        var truths = new PhantomFrameTruth[recipe.Frames];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = PhantomRenderer.Render(recipe, i + 1);
            var mask = i == 0 ? name + "-mask.png" : string.Create(CultureInfo.InvariantCulture, $"{name}-frame-{i + 1}-mask.png");
            PngWriter.Write(Path.Combine(directory, mask), frames[i].Truth);
            truths[i] = new(i + 1, frames[i].AreaCm2, frames[i].MeanGrey, mask);
        }
        PhantomDicomWriter.Write(Path.Combine(directory, name + ".dcm"), recipe, frames);
        return new(
            name + ".dcm", truths[0].AreaCm2, truths[0].MeanGrey, truths[0].Mask,
            recipe.Structure == PhantomStructure.RectusFemoris ? "rectus-femoris" : "vastus-lateralis",
            recipe.Laterality == Laterality.Left ? "left" : "right",
            recipe.Grade,
            recipe.Geometry switch { PhantomGeometry.Linear => "linear", PhantomGeometry.Trapezoid => "trapezoid", _ => "panoramic" },
            recipe.MeasuredShape ? "measured" : "drawn",
            frames[0].PixelSize.XCm, frames[0].PixelSize.YCm, truths);
    }
}
