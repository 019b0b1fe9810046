using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>
/// What becomes of a Segmentation that is received: a reader's edit of the node's outlines is measured on the original image; anything else is
/// kept, with the reason why it is not.
/// </summary>
sealed class SegmentReader(AnalysisSetup setup, IReaderLedger ledger, SpoolFolder spool, ResultFolder results, PriorKeeper keeper, TimeProvider time)
{
    // A reader edits a few frames; decoding a whole clip for it would keep the others waiting.
    const int MostFramesOfImage = 200;

    readonly FrameLoader _loader = new();
    readonly EditStage _edit = new(setup);
    readonly ReportingStage _reporting = new(setup);

    /// <summary>The answer for one received Segmentation.</summary>
    public async Task<ReaderAnswer> ReadAsync(StudyJob job, StoredInstance instance, DateTimeOffset runAt, CancellationToken stop)
    {
        // A hostile object must not stop its study: what it makes a reader throw becomes its reason.
        var stages = new StageRunner(stop);
        const string kept = "The Segmentation is kept and not measured";
        if (!stages.TryRun("read the segmentation", kept, () => Received(spool.PathOf(instance.File)),
            out var edited)) return ReaderAnswer.Kept(Words(stages));
        if (await ledger.OwnResultAsync(instance.SopInstanceUid, stop) is { } own)
            return ReaderAnswer.Kept(stages.TryRun("compare with the result", kept, () => ComeBack(edited, own), out var known) ? known : Words(stages));
        var answers = new List<ReaderAnswer>();
        foreach (var uid in edited.Frames.Select(frame => frame.SourceUid).Distinct())
        {
            var source = await ledger.SourceAsync(job.StudyId, uid, instance.Id, stop);
            var subject = source is { IsRemoved: false } ? keeper.SubjectOf(spool.PathOf(source.File)) : null;
            var priors = await keeper.FindAsync(subject, stop);
            if (source is null)
                answers.Add(ReaderAnswer.Kept($"{kept}: an image that it lies on is not held in this study."));
            else if (stages.TryRun("measure edited outlines", kept, () => Read(instance, edited, source, subject, priors, runAt), out var answer)) answers.Add(answer);
            else answers.Add(ReaderAnswer.Kept(Words(stages)));
        }

        return ReaderAnswer.Together(answers);
    }

    static SegmentationObject Received(string file)
    {
        var size = new FileInfo(file).Length;
        if (size > Limits.EditedSegmentationBytes) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"its file has {size} bytes; expected: at most {Limits.EditedSegmentationBytes}."));
        return SegmentationObject.Read(DicomFile.Open(file, FileReadOption.ReadAll).Dataset);
    }

    // Only our own words are repeated: another exception may quote the object.
    static string Words(StageRunner stages) =>
        stages.Failure is { Error: InvalidDataException error } failure ? $"{failure.Reason}: {error.Message}" : $"{stages.Failure!.Reason}: it cannot be read.";

    // Archives send results back with the rest of a study; they are known already.
    string ComeBack(SegmentationObject edited, string file)
    {
        const string known = "It is a result of this node; there is nothing to measure.";
        if (file.Length == 0) return known;
        var own = SegmentationObject.Read(DicomFile.Open(results.PathOf(file), FileReadOption.ReadAll).Dataset);
        var isSame = own.Frames.Count == edited.Frames.Count
            && own.Frames.Zip(edited.Frames).All(pair => Same(own.MaskOf(pair.First), edited.MaskOf(pair.Second)));
        return isSame ? known
            : "It has the SOP Instance UID of a result of this node and other pixels: an edit needs a UID of its own (PS3.4 B). It is kept and not measured.";
    }

    ReaderAnswer Read(
        StoredInstance instance, SegmentationObject edited, ReadSource held, PriorSubject? subject, IReadOnlyList<PriorEntry> priors, DateTimeOffset runAt)
    {
        if (held.IsRemoved) return ReaderAnswer.Kept("The image that it lies on is not held any more; the Segmentation is kept and not measured.");
        var source = _loader.Open(spool.PathOf(held.File));
        if (Objection(edited, source) is { } objection) return ReaderAnswer.Kept(objection);
        var entries = held.Entries.Select(ResultJson.Read<ResultEntry>).ToList();
        var outlines = OwnOutlines.Of(edited.StudyInstanceUid, held.SopInstanceUid, entries, [.. held.Segmentations.Select(Held).OfType<SegmentationObject>()]);
        if (outlines.Outlines.Count == 0)
            return ReaderAnswer.Kept("This node outlined nothing in the image that it lies on; the Segmentation is kept and not measured.");
        var (matches, reasons) = OutlineMatcher.Match(edited, outlines.Outlines);
        if (matches.Count == 0) return ReaderAnswer.Kept([.. reasons]);
        var work = new EditWork(edited, source, held, entries, outlines, matches, ReaderOf(edited, source));
        var frames = work.FrameNumbers;
        if (frames.Count > MostFramesOfImage) return ReaderAnswer.Kept(string.Create(CultureInfo.InvariantCulture,
            $"It outlines {frames.Count} frames of a clip; at most {MostFramesOfImage} are measured. It is kept."));
        if (!frames.Any(frame => matches.Any(match => IsChanged(work, match, frame))))
            return ReaderAnswer.Kept([.. reasons, "Its outlines are this node's own, unchanged."]);

        var (findings, pictures, edits) = (new List<Finding>(), new Dictionary<int, RgbImage>(), new List<EditEntry>());
        var facts = ImageFacts.Read(source.Dataset);
        foreach (var number in frames)
        {
            if (_loader.Decode(source, number).Frame is not { } frame)
                return ReaderAnswer.Kept(string.Create(CultureInfo.InvariantCulture, $"Frame {number} of the image cannot be decoded; the Segmentation is kept and not measured."));
            pictures[number] = frame.Picture;
            foreach (var outline in outlines.Outlines) Measure(work, outline, frame, facts, findings, edits, instance);
            findings.AddRange(entries.Where(entry => entry.Frame == number && !OwnOutlines.HasOutline(entry)).Select(Repeated));
        }

        if (findings.Count == 0) return ReaderAnswer.Kept([.. reasons, "It holds no outline that can be measured."]);
        var written = _reporting.Run(source, findings, pictures, results.References(held.Earlier), runAt,
            PriorChoice.Of(findings, facts.Setting, priors), new(instance.SopInstanceUid, work.ReaderName));
        var measured = matches.Count == 1 ? "1 outline that a reader edited was measured again." : string.Create(CultureInfo.InvariantCulture,
            $"{matches.Count} outlines that a reader edited were measured again.");
        return new([.. reasons, measured], [new(held.InstanceId, held.SopInstanceUid, held.File, findings, facts, written.Instances, edits)
        {
            CallingAe = held.CallingAe,
            Priors = PriorRows.Of(subject, held.SopInstanceUid, findings, facts, written.Instances),
        }]);
    }

    void Measure(
        EditWork work, TrackedOutline outline, Acsa.Acquisition.Frame frame, ImageFacts facts, List<Finding> findings, List<EditEntry> edits,
        StoredInstance instance)
    {
        var before = outline.Entries.FirstOrDefault(entry => entry.Frame == frame.FrameNumber);
        var match = work.Matches.FirstOrDefault(one => one.Outline == outline);
        if (match is null)
        {
            // Not in what came back: it stands as it was.
            if (before is not null && work.Own.Last(outline, frame.FrameNumber) is { } stands)
                findings.Add(_edit.Measure(frame, work.Source, facts, outline, before, stands, work.Own.IsEdited(outline), null));
            else if (before is not null) throw new InvalidDataException("the outlines that it does not hold are not held here any more.");
            return;
        }

        var mask = work.Mask(match, frame.FrameNumber);
        if (before is null && mask.CountInside() == 0) return;
        var models = work.Own.OfModel(outline, frame.FrameNumber);
        var isEdited = models is null || !Same(models, mask);
        var probe = _edit.Measure(frame, work.Source, facts, outline, before, mask, isEdited, null);
        if (!isEdited)
        {
            findings.Add(probe);
            return;
        }

        if (models is null)
        {
            findings.Add(_edit.Measure(frame, work.Source, facts, outline, before, mask, true, EditStage.Note(work.ReaderName is not null, null, null)));
            return;
        }

        var (dice, model) = EditStage.Difference(frame, models, probe);
        findings.Add(_edit.Measure(frame, work.Source, facts, outline, before, mask, true, EditStage.Note(work.ReaderName is not null, dice, model.AreaCm2)));
        edits.Add(new(
            time.GetUtcNow(), work.Held.SopInstanceUid, frame.FrameNumber, instance.SopInstanceUid, outline.Structure, ResultEntry.NameOf(outline.Side),
            outline.Entries[0].Model, Scanner(facts), dice, model.AreaCm2, probe.Measurement?.AreaCm2, model.Echogenicity?.Mean,
            probe.Measurement?.Echogenicity?.Mean, match.RecognisedBy));
    }

    static string? Objection(SegmentationObject edited, LoadedInstance source)
    {
        var image = source.Dataset;
        if (image.GetSingleValueOrDefault(DicomTag.StudyInstanceUID, "") != edited.StudyInstanceUid
            || image.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim() != edited.PatientId)
            return "It names another study or Patient ID than the image that it lies on; it is kept and not measured.";
        int columns = image.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0), rows = image.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0);
        if (columns != edited.Width || rows != edited.Height)
            return string.Create(CultureInfo.InvariantCulture,
                $"It has {edited.Width}×{edited.Height} pixels, the image that it lies on {columns}×{rows}; it is kept and not measured.");
        return image.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1) is var count && count > 1
            && edited.Frames.Any(frame => frame.SourceUid == source.SopInstanceUid && frame.SourceFrame is not { } number)
            ? "It does not say on which frames of the clip its outlines lie (Referenced Frame Number (0008,1160)); it is kept and not measured."
            : edited.Frames.Any(frame => frame.SourceUid == source.SopInstanceUid && frame.SourceFrame > count)
                ? "It lies on a frame that the image does not have; it is kept and not measured." : null;
    }

    static bool IsChanged(EditWork work, OutlineMatch match, int frame) =>
        work.Own.Last(match.Outline, frame) is not { } last || !Same(last, work.Mask(match, frame));

    // Without an outline nothing can be measured anew; what was said stands.
    static Finding Repeated(ResultEntry entry) => new(
        entry.Frame ?? 1, entry.Structure, ResultEntry.LateralityOf(entry.Laterality), ResultEntry.StatusOf(entry.Status), entry.Reasons, null, null, null,
        entry.Model is { } made ? new(made.Id, made.Version, made.Sha256) : null, entry.Provider);

    SegmentationObject? Held(string file)
    {
        try
        {
            return SegmentationObject.Read(DicomFile.Open(results.PathOf(file), FileReadOption.ReadAll).Dataset);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or DicomException or InvalidDataException)
        {
            return null; // Lost or damaged; what depends on it says so.
        }
    }

    // Viewers copy the image's Operators' Name: that is the sonographer.
    static string? ReaderOf(SegmentationObject edited, LoadedInstance source) =>
        edited.CreatorName.Length > 0 ? edited.CreatorName
        : edited.OperatorsName.Length > 0 && edited.OperatorsName != SegmentationObject.FirstName(source.Dataset)
            ? edited.OperatorsName : null;

    static string? Scanner(ImageFacts facts) =>
        $"{facts.Setting.Manufacturer} {facts.Setting.Model}".Trim() is { Length: > 0 } name ? name : null;

    static bool Same(Mask one, Mask other) =>
        one.Width == other.Width && one.Height == other.Height && one.Pixels.AsSpan().SequenceEqual(other.Pixels);
}
