using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Segmentation;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Explanation;

/// <summary>Says what the stages before the model decide about an image. It asks the same functions as the analysis does.</summary>
sealed class Explainer(ReadingRules rules, ModelLibrary models)
{
    readonly AnatomyReader _anatomy = new(StructureTable.BuiltIn, rules.Anatomy);
    readonly FrameLoader _loader = new();

    /// <summary>Explains one file; throws <see cref="DicomException"/> for one that is not DICOM.</summary>
    public ImageExplanation Explain(string file)
    {
        var source = _loader.Open(file);
        var choice = FrameChooser.Choose(source.Dataset);
        var frames = new FramesExplanation(choice.FrameNumbers, source.Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1));
        var plain = new ImageExplanation(Path.GetFileName(file), source.SopInstanceUid, frames, choice.Refusal);
        if (choice.Refusal is not null) return plain;

        var number = choice.FrameNumbers[0];
        var scale = ScaleStatements.Read(source.Dataset, number);
        var areas = Calibrator.AnalysisAreas(scale);
        var anatomy = _anatomy.Read(source.Dataset, number, rules.Stated).ForPictures(areas.Count);
        var reading = _loader.Decode(source, number);
        return plain with
        {
            Refusal = reading.Refusal,
            Anatomy = Of(anatomy),
            Regions = [.. scale.Regions.Select(Of)],
            Pictures = [.. areas.Select(area => Of(area, reading.Frame is { } frame
                ? Calibrator.Calibrate(frame, area, rules.Calibration) : Calibrator.Calibrate(scale, area)))],
            Models = [.. anatomy.Structures.Select(ModelFor)],
            Notes = [.. scale.Problems, .. reading.Frame?.Objections ?? []],
        };
    }

    ModelExplanation ModelFor(string structure) => models.Find(structure) is { Manifest: var manifest }
        ? new(structure, manifest.Id, manifest.Version, null)
        : new(structure, null, null, "No model for this muscle is installed.");

    static AnatomyExplanation Of(AnatomyReading reading) => new(
        reading.Structures, reading.StructureSource, ResultEntry.NameOf(reading.Laterality), reading.SideSource, reading.Refusal,
        reading.Reasons, reading.Statements);

    static RegionExplanation Of(UltrasoundRegion region)
    {
        var problem = region.BoundsProblem;
        if (problem is null && !region.IsTissue && !region.IsColourFlow) problem = "it is no two-dimensional picture of tissue";
        if (problem is null) region.PixelSize(out problem);
        return new(region.Index + 1, NameOf(region.Format), NameOf(region.DataType), region.Flags,
            region.Bounds is { } box ? Corners(box) : null, region.DeltaX, region.DeltaY, problem);
    }

    static PictureExplanation Of(PixelRectangle area, CalibrationVerdict verdict) => new(
        Corners(area), verdict.Calibration is { } calibration ? CalibrationEntry.From(calibration) : null, verdict.Reasons,
        verdict.Warnings,
        [.. verdict.Rulers.Select(reading => new RulerExplanation(reading.Ruler.IsVertical ? "down" : "across", reading.Ruler.Ticks,
            reading.Ruler.PeriodPixels, reading.Ruler.LongEvery, reading.TickCm, reading.Deviation))]);

    static int[] Corners(PixelRectangle box) => [box.Left, box.Top, box.Right, box.Bottom];

    static string NameOf(RegionSpatialFormat? format) => format switch
    {
        RegionSpatialFormat.TwoDimensional => "2D",
        RegionSpatialFormat.MMode => "M-mode",
        RegionSpatialFormat.Spectral => "spectrum",
        RegionSpatialFormat.Waveform => "trace",
        RegionSpatialFormat.Graphics => "graphics",
        _ => "unstated",
    };

    static string NameOf(RegionDataType? type) => type switch
    {
        RegionDataType.Tissue => "tissue",
        RegionDataType.ColourFlow => "colour flow",
        null or RegionDataType.None => "unstated",
        _ => "other",
    };
}
