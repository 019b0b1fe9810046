using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>From a mask to a finding: scale, numbers, objections, verdict.</summary>
sealed class MeasurementStage(AnalysisSetup setup)
{
    static readonly CalibrationVerdict NothingToCalibrate = new(null, [], []);

    public CalibrationVerdict Calibrate(Frame frame, FoundStructure found) =>
        found.Mask?.BoundingBox() is { } box ? Calibrator.Calibrate(frame, box, setup.Reading.Calibration) : NothingToCalibrate;

    public MeasurementResult? Measure(Frame frame, FoundStructure found, CalibrationVerdict calibration) =>
        found.Segmentation is { } segmentation
        ? Measurer.Measure(frame.Grey, segmentation.Mask, frame.ColouredPixels,
            segmentation.MayGiveSizes ? calibration.Calibration?.PixelSize : null,
            DoubtOf(frame, segmentation), ErrorsOf(segmentation), frame.Picture, found.SubcutaneousFat)
        : null;

    public Finding Judge(
        Frame frame, PixelRectangle area, AnatomyReading anatomy, FoundStructure found, CalibrationVerdict calibration,
        MeasurementResult? measured)
    {
        var flags = found.Segmentation is { } segmentation && measured is not null
            ? QualityRules.Run(Evidence(frame, area, found.Structure, calibration, segmentation, measured))
            : [];
        var judgement = measured is null
            ? new Judgement(FindingStatus.Refused, [])
            : Measurement.Judge.Decide(measured, flags, found.Segmentation is { MayGiveSizes: false } sizeless
                ? [.. calibration.Reasons, $"The model {sizeless.ModelId} is not made to give an area."] : calibration.Reasons);
        List<string> objections = [.. found.Reasons, .. frame.Objections, .. anatomy.Reasons, .. calibration.Warnings];
        if (found.Mask is { } mask && DrawnMarks.Objection(frame.Grey, mask) is { } marks) objections.Add(marks);
        var status = objections.Count > 0 && judgement.Status == FindingStatus.Measured ? FindingStatus.Review : judgement.Status;
        return new(
            frame.FrameNumber, found.Structure, anatomy.Laterality, status, [.. judgement.Reasons, .. objections], found.Mask is null
                ? null : judgement.Status == FindingStatus.Refused ? measured?.WithoutSizes() : measured,
            calibration.Calibration, found.Mask, ModelOf(found.Segmentation), found.Segmentation?.Provider)
        {
            Flags = [.. flags.Select(flag => flag.Kind)],
            StructureSource = anatomy.Structures.Count > 0 ? anatomy.StructureSource : null,
            LateralitySource = anatomy.SideSource,
        };
    }

    QualityEvidence Evidence(
        Frame frame, PixelRectangle area, string? structure, CalibrationVerdict calibration, SegmentationResult segmentation,
        MeasurementResult measured) => new()
    {
        Mask = segmentation.Mask,
        Image = frame.Grey,
        AnalysisArea = area,
        Measurement = measured,
        LargestPieceShare = segmentation.LargestPieceShare ?? 1,
        KeptShare = segmentation.KeptShare ?? 1,
        ModelCertainty = segmentation.Certainty,
        PixelSize = calibration.Calibration?.PixelSize,
        Plausible = setup.Structures.Find(structure)?.Plausible,
    };

    static OutlineDoubt? DoubtOf(Frame frame, SegmentationResult segmentation) => segmentation.Alternatives is { } other
        ? OutlineDoubt.Measure(frame.Grey, segmentation.Mask, frame.ColouredPixels, other.Inner, other.Outer, other.Mirror) is { } doubt
            ? doubt with { Right = segmentation.Judgement?.Right, Whole = segmentation.Judgement?.Whole }
            : null
        : null;

    // How the errors of the model that made the outline follow the signs of doubt; null when nobody measured it. A routing rule may have
    // chosen another one than the structure's usual model, whose errors say nothing about this outline.
    ErrorEstimate? ErrorsOf(SegmentationResult segmentation) =>
        setup.Models.Models.Select(model => model.Package).FirstOrDefault(package => package.Sha256 == segmentation.ModelSha256)
            ?.Manifest.Certainty is { } rule
            ? new(WeightsOf(rule.Area), WeightsOf(rule.Grey), rule.Coverage)
            : null;

    static IntervalWeights? WeightsOf(CertaintyWeights? weights) =>
        weights is null ? null : new(weights.Constant, weights.Sweep, weights.Mirror);

    static ModelIdentity? ModelOf(SegmentationResult? segmentation) =>
        segmentation is null ? null : new(segmentation.ModelId, segmentation.ModelVersion, segmentation.ModelSha256);
}
