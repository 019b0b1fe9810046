using System.Globalization;
using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>
/// Reads all masks of a folder: PNG, NIfTI, LabelMe, DICOM SEG, or a phantom's truth.json with its masks. A file that cannot be read is a
/// problem and stops nothing.
/// </summary>
sealed class MaskFolder
{
    const string Truth = "truth.json", LabelMap = ".labelmap.dcm";
    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true };

    readonly List<MaskCase> _cases = [];
    readonly List<ImagePlane> _images = [];
    readonly List<string> _problems = [];
    readonly string? _label;

    MaskFolder(string? label) => _label = label;

    /// <summary>Sentences with file and what was expected.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<MaskCase> Cases { get; private set; } = [];

    /// <summary>The images among them; they are not compared, and say how the masks of theirs lie.</summary>
    public IReadOnlyList<ImagePlane> Images => _images;

    /// <summary>How many files of the folder are of no kind that holds masks.</summary>
    public int OtherFiles { get; private set; }

    /// <param name="label">The only label, structure or number to take where a file has several; null takes each by itself.</param>
    public static MaskFolder Read(string folder, string? label)
    {
        var masks = new MaskFolder(label is null ? null : MaskNames.OfLabel(label));
        var truth = Path.Combine(folder, Truth);
        if (File.Exists(truth)) masks.Try(truth, () => masks._cases.AddRange(PhantomTruthFile.Read(truth)));
        else
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", Everything).Order(StringComparer.Ordinal)) masks.ReadFile(file);
        }

        IReadOnlyList<MaskCase> cases = masks._cases;
        var results = Path.Combine(folder, "results.json");
        if (File.Exists(results)) masks.Try(results, () => cases = MeasuredValues.Add(cases, results));
        var table = Path.Combine(folder, CaseTable.FileName);
        if (File.Exists(table)) masks.Try(table, () => cases = CaseTable.Read(table).Add(cases));
        masks.Cases = [.. cases.Where(one => masks._label is null || one.Structure is null || one.Structure == masks._label)];
        return masks;
    }

    void ReadFile(string file)
    {
        var name = Path.GetFileName(file);
        if (Ends(".overlay.png")) OtherFiles++;
        else if (Ends(".png")) Try(file, () => Add(file, PngReader.ReadMask(file)));
        else if (Ends(".nii") || Ends(".nii.gz")) Try(file, () => ReadNifti(file));
        else if (Ends(".json")) Try(file, () => ReadJson(file));
        // `acsa analyze --kinds seg labelmap` wrote the same outlines in two forms.
        else if (Ends(LabelMap) && File.Exists(file[..^LabelMap.Length] + ".seg.dcm")) OtherFiles++;
        else if (Ends(".dcm")) Try(file, () => ReadDicom(file));
        else OtherFiles++;

        bool Ends(string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    void Add(string file, Mask mask)
    {
        var (image, frame) = MaskNames.OfFile(file);
        _cases.Add(new(image, null, frame ?? 1, null, mask, null, file));
    }

    void ReadNifti(string file)
    {
        var volume = NiftiReader.Read(file);
        var (image, frame) = MaskNames.OfFile(file);
        // One millimetre is what programs write who do not know.
        var size = volume.SliceSpacing is { XCm: not 0.1, YCm: not 0.1 } stated ? stated : (PixelSize?)null;
        var labels = volume.Labels();
        CheckSize((long)volume.Width * volume.Height * volume.Slices.Count, labels.Count);
        for (var slice = 0; slice < volume.Slices.Count; slice++)
        {
            var number = volume.Slices.Count == 1 ? frame ?? 1 : slice + 1;
            if (labels.Count <= 1) _cases.Add(new(image, null, number, null, volume.ToMask(slice), size, file));
            else
            {
                foreach (var label in labels)
                    _cases.Add(new(image, null, number, label.ToString(CultureInfo.InvariantCulture), volume.ToMask(slice, label), size,
                        file));
            }
        }
    }

    void ReadJson(string file)
    {
        if (new FileInfo(file).Length > Imaging.Limits.LabelMeMaxFileBytes)
            throw new LabelMeException(
                $"The file has {new FileInfo(file).Length} bytes; at most {Imaging.Limits.LabelMeMaxFileBytes} are expected.");
        using var stream = File.OpenRead(file);
        using var document = JsonDocument.Parse(stream);
        if (!LabelMeReader.IsLabelMe(document.RootElement))
        {
            OtherFiles++;
            return;
        }

        var drawing = LabelMeReader.Read(document.RootElement);
        var (image, frame) = MaskNames.OfFile(file);
        var labels = drawing.Shapes.Select(shape => shape.Label).Distinct(StringComparer.Ordinal).ToList();
        CheckSize((long)drawing.Width * drawing.Height, labels.Count);
        foreach (var label in labels)
            _cases.Add(new(image, null, frame ?? 1, MaskNames.OfLabel(label), drawing.ToMask(label), null, file));
        if (drawing.Shapes.Count == 0) _cases.Add(new(image, null, frame ?? 1, null, new(drawing.Width, drawing.Height), null, file));
    }

    // Each label becomes a mask of the picture's size: a small file may name thousands.
    static void CheckSize(long pixels, int labels)
    {
        if (pixels * Math.Max(labels, 1) > Limits.EvaluatedPixels)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{pixels} pixels with {labels} labels; expected: at most {Limits.EvaluatedPixels} pixels in all masks."));
    }

    void ReadDicom(string file)
    {
        var cases = SegmentationFile.Read(file);
        if (cases is not null) _cases.AddRange(cases);
        else
        {
            OtherFiles++;
            if (ImagePlane.Read(file) is { } image) _images.Add(image);
        }
    }

    void Try(string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (
            error is FormatException or JsonException or IOException or InvalidDataException or UnauthorizedAccessException
                or DicomException
                or InvalidOperationException)
        {
            _problems.Add($"{file}: {error.Message}");
        }
    }
}
