using Acsa.Imaging;
using Acsa.Phantom;

namespace Acsa.Worker.Demo;

/// <summary>Six phantoms of different size, echogenicity and geometry, whose true area and grey level are known.</summary>
static class DemoPhantoms
{
    const ulong Seed = 2026;

    static readonly PhantomRecipe[] Recipes =
    [
        Recipe(0, PhantomStructure.RectusFemoris, 1, PhantomGeometry.Linear),
        Recipe(1, PhantomStructure.RectusFemoris, 2, PhantomGeometry.Trapezoid),
        Recipe(2, PhantomStructure.RectusFemoris, 3, PhantomGeometry.Panoramic),
        Recipe(3, PhantomStructure.VastusLateralis, 1, PhantomGeometry.Panoramic),
        Recipe(4, PhantomStructure.VastusLateralis, 2, PhantomGeometry.Trapezoid),
        Recipe(5, PhantomStructure.VastusLateralis, 4, PhantomGeometry.Panoramic),
    ];

    public static int Count => Recipes.Length;

    /// <summary>Writes one DICOM file for each phantom.</summary>
    public static IReadOnlyList<DemoCase> Write(string folder, Action tick, CancellationToken stop)
    {
        var cases = new DemoCase[Recipes.Length];
        Parallel.For(0, cases.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = stop }, index =>
        {
            cases[index] = Write(folder, Recipes[index]);
            tick();
        });
        return cases;
    }

    static DemoCase Write(string folder, PhantomRecipe recipe)
    {
        var image = PhantomRenderer.Render(recipe);
        var dataset = PhantomDicomWriter.ToDataset(recipe, [image]);
        // New studies each time, as a scanner would send them: an archive that keeps the first of two equal UIDs would show an older run.
        foreach (var tag in new[] { DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.SOPInstanceUID }) dataset.AddOrUpdate(
            tag, DicomUID.Generate());
        var name = FormattableString.Invariant($"phantom-{recipe.Index + 1}-g{recipe.Grade}");
        var file = Path.Combine(folder, name + ".dcm");
        new DicomFile(dataset).Save(file);
        return new(
            name, file, dataset.GetSingleValue<string>(DicomTag.StudyInstanceUID), dataset.GetSingleValue<string>(DicomTag.SOPInstanceUID),
            recipe.Structure == PhantomStructure.RectusFemoris ? "rectus femoris" : "vastus lateralis", recipe.Laterality, image.AreaCm2,
            image.MeanGrey);
    }

    static PhantomRecipe Recipe(int index, PhantomStructure structure, int grade, PhantomGeometry geometry) =>
        PhantomRecipe.Draw(Seed, index) with { Structure = structure, Grade = grade, Geometry = geometry, Frames = 1 };
}
