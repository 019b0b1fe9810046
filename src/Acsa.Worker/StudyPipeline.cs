using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Priors;
using Acsa.Worker.Studies;

namespace Acsa.Worker;

/// <summary>
/// The way of an image through the node, stage by stage. Pure: a file in, findings and result objects out. What the images of a study say
/// together,
/// <see cref="StudyStage"/> finds after the last of them.
/// </summary>
sealed class StudyPipeline(AnalysisSetup setup) : IInstanceAnalyser
{
    readonly FrameLoader _loader = new();
    readonly SegmentationStage _segmentation = new(setup);
    readonly MeasurementStage _measurement = new(setup);
    readonly ReferenceStage _reference = new(setup.References);
    readonly ReportingStage _reporting = new(setup);

    public InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop) =>
        Analyse(file, AnalysisPast.None, runAt, stop);

    public InstanceAnalysis Analyse(string file, AnalysisPast past, DateTimeOffset runAt, CancellationToken stop) =>
        Analyse(file, past, runAt, null, stop);

    public InstanceAnalysis Analyse(string file, AnalysisPast past, DateTimeOffset runAt, IReadOnlySet<string>? models,
        CancellationToken stop)
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
        foreach (var work in FramesTogether.Run([.. choice.FrameNumbers.Select(number => Prepare(source, number, stop))],
            work => Analyse(facts, work, models, stop)))
        {
            stages.Take(work.Stages);
            if (work.Findings is not { } found) continue;
            findings.AddRange(found);
            pictures[work.Frame!.FrameNumber] = work.Frame.Picture;
        }

        if (findings.Count == 0) return InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);
        return stages.TryRun("report", "The results could not be written.",
            () => _reporting.Run(source, findings, pictures, past.Earlier, runAt,
                PriorChoice.Of(findings, facts.Setting, past.Priors, facts.Place?.Cm),
                PriorChoice.History(findings, facts.Setting, past.Priors, facts.Place?.Cm)),
            out var results)
            ? new InstanceAnalysis(source.SopInstanceUid, findings, stages.Reasons, results.Instances, results.Overlays, null)
                { Facts = facts, Replaced = results.Replaced }
            : InstanceAnalysis.Failed(source.SopInstanceUid, stages.Failure);
    }

    // One after another: a data set reads its elements when they are asked for.
    FrameWork Prepare(LoadedInstance source, int number, CancellationToken stop)
    {
        var work = new FrameWork(stop);
        if (!work.Stages.TryRun("decode", "The image cannot be decoded.", () => _loader.Decode(source, number), out var reading))
            return work;
        work.Frame = reading.Frame;
        if (reading.Frame is not { } frame) work.Stages.Fail("decode", reading.Refusal!);
        else if (work.Stages.TryRun("analyse", "The analysis of the image failed.", () => setup.Anatomy.Read(
            source.Dataset, frame.FrameNumber, setup.Reading.Stated)
                .ForPictures(Calibrator.AnalysisAreas(frame.Scale).Count), out var anatomy))
            work.Anatomy = anatomy;
        return work;
    }

    void Analyse(ImageFacts facts, FrameWork work, IReadOnlySet<string>? models, CancellationToken stop)
    {
        if (work is { Frame: { } frame, Anatomy: { } anatomy }
            && work.Stages.TryRun("analyse", "The analysis of the image failed.", () => AnalyseFrame(facts, frame, anatomy, models, stop),
                out var found))
            work.Findings = found;
    }

    List<Finding> AnalyseFrame(ImageFacts facts, Frame frame, AnatomyReading anatomy, IReadOnlySet<string>? models, CancellationToken stop)
    {
        var areas    = Calibrator.AnalysisAreas(frame.Scale);
        var findings = new List<Finding>();
        foreach (var area in areas)
            foreach (var found in _segmentation.Run(frame, area, anatomy, models, stop))
            {
                var calibration = _measurement.Calibrate(frame, found);
                var measured    = _measurement.Measure(frame, found, calibration);
                var judged      = _measurement.Judge(frame, area, anatomy, found, calibration, measured);
                findings.Add(_reference.Run(judged, facts));
            }

        return findings;
    }
}
