using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>From a mask to a finding: scale, numbers, objections, verdict.</summary>
sealed class MeasurementStage
{
    static readonly CalibrationVerdict NothingToCalibrate = new(null, [], []);

    public CalibrationVerdict Calibrate(Frame frame, FoundStructure found) =>
        found.Mask?.BoundingBox() is { } box ? Calibrator.Calibrate(frame.Scale, box) : NothingToCalibrate;

    public MeasurementResult? Measure(Frame frame, FoundStructure found, CalibrationVerdict calibration) =>
        found.Segmentation is { } segmentation
        ? Measurer.Measure(frame.Grey, segmentation.Mask, frame.ColouredPixels, calibration.Calibration?.PixelSize,
            PixelsInterval(segmentation))
        : null;

    public Finding Judge(
        Frame frame, PixelRectangle area, AnatomyReading anatomy, FoundStructure found, CalibrationVerdict calibration,
        MeasurementResult? measured)
    {
        var judgement = found.Segmentation is { } segmentation && measured is not null
            ? Measurement.Judge.Decide(measured, QualityChecks.Run(Evidence(frame, area, segmentation, measured)), calibration.Reasons)
            : new Judgement(FindingStatus.Refused, []);
        List<string> objections = [.. found.Reasons, .. frame.Objections, .. anatomy.Reasons, .. calibration.Warnings];
        if (calibration.Calibration is { Source: CalibrationSource.UltrasoundRegion } scale
            && PictureBorder.Objection(frame.Grey, scale.Region) is { } doubt)
            objections.Add(doubt);
        var status = objections.Count > 0 && judgement.Status == FindingStatus.Measured ? FindingStatus.Review : judgement.Status;
        return new(
            frame.FrameNumber, found.Structure, anatomy.Laterality, status, [.. judgement.Reasons, .. objections], found.Mask is null
                ? null : measured,
            calibration.Calibration, found.Mask, ModelOf(found.Segmentation), found.Segmentation?.Provider);
    }

    static QualityEvidence Evidence(Frame frame, PixelRectangle area, SegmentationResult segmentation, MeasurementResult measured) => new()
    {
        Mask = segmentation.Mask,
        Image = frame.Grey,
        AnalysisArea = area,
        Measurement = measured,
        LargestPieceShare = segmentation.LargestPieceShare ?? 1,
        ModelCertainty = segmentation.Certainty,
    };

    // Where the model is three quarters sure, and where it is a quarter sure; post-processing may push the mask out of these bounds.
    static Interval? PixelsInterval(SegmentationResult segmentation)
    {
        if (segmentation.Certainty is null) return null;
        var pixels = segmentation.Mask.CountInside();
        return new(Math.Min(segmentation.Probabilities.PixelsFromThreeQuarters, pixels),
            Math.Max(segmentation.Probabilities.PixelsFromQuarter, pixels));
    }

    static ModelIdentity? ModelOf(SegmentationResult? segmentation) =>
        segmentation is null ? null : new(segmentation.ModelId, segmentation.ModelVersion, segmentation.ModelSha256);
}
