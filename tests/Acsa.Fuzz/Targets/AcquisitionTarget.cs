using Acsa.Acquisition;
using Acsa.Imaging;

namespace Acsa.Fuzz;

/// <summary>
/// What the node makes of an image before it is segmented: frames, regions, scale, anatomy. Whatever can be opened is judged.
/// </summary>
internal sealed class AcquisitionTarget : FrameTarget
{
    static readonly CalibrationRules Allowed = new(RulerFallback: true, RulerTickCm: 1, SquarePixels: true);

    public override string Name => "acquisition";

    public override int Weight => 12;

    public override object? Read(byte[] input)
    {
        var dataset = DicomFile.Open(new MemoryStream(input)).Dataset;
        var choice = FrameChooser.Choose(dataset);
        var scale = ScaleStatements.Read(dataset);
        var verdict = Calibrator.Calibrate(scale, Calibrator.AnalysisArea(scale));
        if (verdict.Calibration is null != verdict.Reasons.Count > 0) throw new FindException("no scale and no reason, or both");
        new AnatomyReader(StructureTable.BuiltIn).Read(dataset);
        if (choice.FrameNumbers.Count == 0) return choice.Refusal;
        var reading = FrameReader.Read(dataset, choice.FrameNumbers[^1]);
        if (reading.Frame is { } frame)
            foreach (var area in Calibrator.AnalysisAreas(frame.Scale))
                if (Calibrator.Calibrate(frame, area, Allowed) is var seen && seen.Calibration is null != seen.Reasons.Count > 0)
                    throw new FindException("no scale of a frame and no reason, or both");
        return $"{reading.Frame is null} {verdict.Calibration?.Source} {verdict.Reasons.Count} {scale.Regions.Count}";
    }

    public override bool IsDocumented(Exception error) => error is DicomFileException;

    public override string Describe(byte[] input, object? result) => result?.ToString() ?? "";

    public override void Check(byte[] input, object? result, Exception? error)
    {
    }
}
