using Acsa.Phantom;

namespace Acsa.EndToEnd.Tests;

/// <summary>Phantoms as files, each a study of its own.</summary>
internal static class Phantoms
{
    public static string[] Write(string folder, int count, ulong seed)
    {
        PhantomSet.Write(folder, count, seed, null, CancellationToken.None);
        return [.. Directory.GetFiles(folder, "*.dcm").Order(StringComparer.Ordinal)];
    }

    /// <summary>A phantom as an export that lost its scale.</summary>
    public static string WriteWithoutRegion(string folder, ulong seed)
    {
        var recipe = PhantomRecipe.Draw(seed, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis,
            Geometry = PhantomGeometry.Panoramic };
        var dataset = PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
        dataset.Remove(DicomTag.SequenceOfUltrasoundRegions);
        var file = Path.Combine(folder, "no-region.dcm");
        new DicomFile(dataset).Save(file);
        return file;
    }
}
