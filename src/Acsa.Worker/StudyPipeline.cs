using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Studies;

namespace Acsa.Worker;

/// <summary>
/// The way of an image through the node, stage by stage. Pure: a file in, findings and result objects out. What the images of a study say together,
/// <see cref="StudyStage"/> finds after the last of them.
/// </summary>
sealed class StudyPipeline(AnalysisSetup setup) : IInstanceAnalyser
{
    readonly FrameLoader _loader = new();
    readonly SegmentationStage _segmentation = new(setup);
    readonly MeasurementStage _measurement = new(setup);
    readonly ReferenceStage _reference = new(setup.References);
    readonly ReportingStage _reporting = new(setup);

    public InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop) => Analyse(file, [], runAt, stop);

    public InstanceAnalysis Analyse(string file, IReadOnlyList<InstanceReference> earlier, DateTimeOffset runAt, CancellationToken stop)
    {
        var stages = new StageRunner(stop);
        if (!stages.TryRun("load", "The object cannot be read as DICOM.", () => _loader.Open(file),
            out var source)) return InstanceAnalysis.Failed(null, stages.Failure);
        if (!stages.TryRun("choose frames", "The object's attributes cannot be read.", () => FrameChooser.Choose(source.Dataset),
            out var choice)) return InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);
        if (choice.Refusal is { } refusal) return InstanceAnalysis.Refused(source.SopInstanceUid, refusal);
        if (!stages.TryRun("read the attributes", "The object's attributes cannot be read.", () => ImageFacts.Read(source.Dataset),
            out var facts)) return InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);

        var findings = new List<Finding>();
        var pictures = new Dictionary<int, RgbImage>();
        foreach (var number in choice.FrameNumbers)
        {
            if (!stages.TryRun("decode", "The image cannot be decoded.", () => _loader.Decode(source, number), out var reading)) continue;
            if (reading.Frame is not { } frame) stages.Fail("decode", reading.Refusal!);
            else if (stages.TryRun("analyse", "The analysis of the image failed.", () => AnalyseFrame(source, facts, frame, stop), out var found))
            {
                findings.AddRange(found);
                pictures[number] = frame.Picture;
            }
        }

        if (findings.Count == 0) return InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);
        return stages.TryRun("report", "The results could not be written.", () => _reporting.Run(source, findings, pictures, earlier, runAt),
            out var results)
            ? new InstanceAnalysis(source.SopInstanceUid, findings, stages.Reasons, results.Instances, results.Overlays, null) { Facts = facts }
            : InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);
    }

    List<Finding> AnalyseFrame(LoadedInstance source, ImageFacts facts, Frame frame, CancellationToken stop)
    {
        var areas    = Calibrator.AnalysisAreas(frame.Scale);
        var anatomy  = setup.Anatomy.Read(source.Dataset, frame.FrameNumber, setup.Reading.Stated).ForPictures(areas.Count);
        var findings = new List<Finding>();
        foreach (var area in areas)
            foreach (var found in _segmentation.Run(frame, area, anatomy, stop))
            {
                var calibration = _measurement.Calibrate(frame, found);
                var measured    = _measurement.Measure(frame, found, calibration);
                var judged      = _measurement.Judge(frame, area, anatomy, found, calibration, measured);
                findings.Add(_reference.Run(judged, facts));
            }

        return findings;
    }
}
