using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Worker.Demo;

/// <summary>The bundled panoramic images of real thighs, made into the objects that a calibrated scanner would have sent.</summary>
static class PanoramicImages
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "demo", "vl-panoramic");

    /// <summary>Writes one DICOM file for each image.</summary>
    public static IReadOnlyList<DemoCase> Write(string folder)
    {
        var sizes = ReadTable("pixel-size.csv").ToDictionary(row => row[0], row => new PixelSize(Number(row[1]), Number(row[2])));
        return [.. ReadTable("images.csv").Select(row => Write(
            folder, row[0], row[1] == "left" ? Laterality.Left : Laterality.Right, new(Whole(row[2]), Whole(row[3]), Whole(row[4]),
                Whole(row[5])), sizes[row[0]]))];
    }

    static DemoCase Write(string folder, string image, Laterality side, PixelRectangle region, PixelSize pixelSize)
    {
        var name = Path.GetFileNameWithoutExtension(image);
        var description = $"{(side == Laterality.Left ? "LEFT" : "RIGHT")} VASTUS LATERALIS CSA";
        var dataset = UltrasoundObject.Create(new(name[..5], "Panoramic vastus lateralis", description, side, region, pixelSize),
            PngReader.ReadRgb(Path.Combine(Folder, image)));
        var file = Path.Combine(folder, name + ".dcm");
        new DicomFile(dataset).Save(file);
        return new(
            name, file, dataset.GetSingleValue<string>(DicomTag.StudyInstanceUID), dataset.GetSingleValue<string>(DicomTag.SOPInstanceUID),
            "vastus lateralis", side, null, null);
    }

    static IEnumerable<string[]> ReadTable(string name) =>
        File.ReadLines(Path.Combine(Folder, name)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
