using Acsa.Phantom;

namespace Acsa.EndToEnd.Tests;

/// <summary>Phantoms as files, each a study of its own.</summary>
internal static class Phantoms
{
    /// <summary>Of this seed the first 24 are all outlined, so that each has a Segmentation: for tests that count results.</summary>
    public const ulong OutlinedSeed = 12;

    public static string[] Write(string folder, int count, ulong seed)
    {
        PhantomSet.Write(folder, count, seed, PhantomView.Complete, null, CancellationToken.None);
        return [.. Directory.GetFiles(folder, "*.dcm").Order(StringComparer.Ordinal)];
    }

    /// <summary>One still image of the vastus lateralis.</summary>
    public static string WriteStill(string folder, ulong seed) => Save(Still(seed), folder, "still.dcm");

    /// <summary>The same as an export that lost its scale.</summary>
    public static string WriteWithoutRegion(string folder, ulong seed) =>
        Save(Still(seed).Remove(DicomTag.SequenceOfUltrasoundRegions), folder, "no-region.dcm");

    static DicomDataset Still(ulong seed)
    {
        var recipe = PhantomRecipe.Draw(seed, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis,
            Geometry = PhantomGeometry.Panoramic };
        return PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
    }

    static string Save(DicomDataset dataset, string folder, string name)
    {
        var file = Path.Combine(folder, name);
        new DicomFile(dataset).Save(file);
        return file;
    }
}
