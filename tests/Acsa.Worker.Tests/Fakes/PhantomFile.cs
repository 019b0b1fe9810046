using Acsa.Phantom;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A small phantom as a DICOM file, altered as a test needs it.</summary>
static class PhantomFile
{
    static readonly PhantomRecipe Recipe =
        PhantomRecipe.Draw(3, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic,
            Grade = 1, ImageWidth = 640, ImageHeight = 480 };

    static readonly Lazy<PhantomImage> Image = new(() => PhantomRenderer.Render(Recipe));

    public static string Write(TempFolder folder, Action<DicomDataset>? alter = null)
    {
        var dataset = PhantomDicomWriter.ToDataset(Recipe, [Image.Value]);
        alter?.Invoke(dataset);
        var file = folder[Guid.NewGuid().ToString("N") + ".dcm"];
        new DicomFile(dataset).Save(file);
        return file;
    }
}
