using Acsa.Phantom;

namespace Acsa.Benchmarks.Inference;

/// <summary>A simulated scanner's picture as a DICOM object.</summary>
sealed record BenchPicture(string Name, DicomDataset Dataset)
{
    public static IEnumerable<BenchPicture> All()
    {
        foreach (var index in new[] { 0, 1 })
        {
            var recipe = PhantomRecipe.Draw(41, index);
            var dataset = PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
            var (columns, rows) = (dataset.GetSingleValue<ushort>(DicomTag.Columns), dataset.GetSingleValue<ushort>(DicomTag.Rows));
            yield return new($"{columns}×{rows} {dataset.GetSingleValue<string>(DicomTag.PhotometricInterpretation)}", dataset);
        }
    }
}
