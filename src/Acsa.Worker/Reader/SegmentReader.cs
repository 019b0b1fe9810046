using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;
using Acsa.Worker.Segments;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>
/// What becomes of a Segmentation that is received: a reader's edit of the node's outlines is measured on the original image; anything else
/// is kept, with the reason why it is not.
/// </summary>
sealed class SegmentReader(
    AnalysisSetup setup, IReaderLedger ledger, SpoolFolder spool, ResultFolder results, PriorKeeper keeper, LiveConfiguration live,
    TimeProvider time)
{
    // A reader edits a few frames; decoding a whole clip for it would keep the others waiting.
    const int MostFramesOfImage = 200;
    const string KnownResult = "It is a result of this node; there is nothing to measure.";

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
            return ReaderAnswer.Kept(stages.TryRun("compare with the result", kept, () => ComeBack(edited, own), out var known) ? known
                : Words(stages));
        var answers = new List<ReaderAnswer>();
        foreach (var uid in edited.Frames.Select(frame => frame.SourceUid).Distinct())
        {
            var source = await ledger.SourceAsync(job.StudyId, uid, instance.Id, stop);
            if (source is not { IsAnalysed: true })
            {
                answers.Add(await MissingAsync(job, instance, edited, uid, source, stop));
                continue;
            }

            // Read again for the sake of another image: what it changed, later edits may have changed since.
            if (instance.WaitsUntil is not null && source.IsRevised)
            {
                answers.Add(ReaderAnswer.Kept("What it changes of an image that was here before was measured before."));
                continue;
            }

            var subject = !source.IsRemoved ? keeper.SubjectOf(spool.PathOf(source.File)) : null;
            var priors = await keeper.FindAsync(subject, stop);
            if (stages.TryRun("measure edited outlines", kept, () => Read(instance, edited, source, subject, priors, runAt),
                out var answer)) answers.Add(answer);
            else answers.Add(ReaderAnswer.Kept(Words(stages)));
        }

        return ReaderAnswer.Together(answers);
    }

    /// <summary>The answer for an object of <see cref="OtherForms"/>.</summary>
    public async Task<ReaderAnswer> ReadOtherAsync(StoredInstance instance, CancellationToken stop) => ReaderAnswer.Kept(
        await ledger.OwnResultAsync(instance.SopInstanceUid, stop) is not null ? KnownResult : OtherForms.Words(instance.SopClassUid));

    async Task<ReaderAnswer> MissingAsync(
        StudyJob job, StoredInstance instance, SegmentationObject edited, string uid, ReadSource? source, CancellationToken stop)
    {
        var missing = await ledger.MissingAsync(job.StudyId, uid, stop);
        if (source is null && missing.IsElsewhere)
            return ReaderAnswer.Kept("It names another study than the image that it lies on; it is kept and not measured.");
        if (source is null && missing.IsForgotten)
            return ReaderAnswer.Kept("The image that it lies on is not held any more; the Segmentation is kept and not measured.");
        var what = source is null ? "An image that it lies on is not here" : "An image that it lies on was not analysed";
        if (!EditHope.IsFor(edited, setup.Structures))
            return ReaderAnswer.Kept(
                $"{what}, and no segment looks like an edit of this node's outlines; the Segmentation is kept and not measured.");
        var now = time.GetUtcNow();
        if (instance.WaitsUntil is { } until && until <= now)
            return ReaderAnswer.Kept(source is { IsRevised: true }
                ? $"{what} again in time (study.editSeconds): what was measured of the reader's outline before stands. See why, then acsa retry."
                : $"{what}, and did not come in time (study.editSeconds): the reader's outline is not measured. Send the image, then acsa retry.")
                with { IsGivenUp = true };
        if (instance.WaitsUntil is null && missing.Waiting >= Limits.WaitingEdits)
            return ReaderAnswer.Kept(string.Create(CultureInfo.InvariantCulture,
                $"{what}, and {missing.Waiting} edits of this study wait already; the Segmentation is kept and not measured."));
        until = instance.WaitsUntil ?? now + live.Current.Study.EditWait;
        return ReaderAnswer.Kept(
            string.Create(CultureInfo.InvariantCulture,
            $"{what} yet; the edit waits for it until {until:yyyy-MM-dd HH:mm} UTC.")) with { WaitsUntil = until };
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
        stages.Failure is { Error: InvalidDataException error } failure ? $"{failure.Reason}: {error.Message}"
            : $"{stages.Failure!.Reason}: it cannot be read.";

    // Archives send results back with the rest of a study; they are known already.
    string ComeBack(SegmentationObject edited, string file)
    {
        if (file.Length == 0) return KnownResult;
        var own = SegmentationObject.Read(DicomFile.Open(results.PathOf(file), FileReadOption.ReadAll).Dataset);
        var isSame = own.Frames.Count == edited.Frames.Count
            && own.Frames.Zip(edited.Frames).All(pair => own.MaskOf(pair.First).HasSamePixels(edited.MaskOf(pair.Second)));
        return isSame ? KnownResult
            : "It has the SOP Instance UID of a result of this node and other pixels: an edit needs a UID of its own (PS3.4 B). It is kept and not measured.";
    }

    ReaderAnswer Read(
        StoredInstance instance, SegmentationObject edited, ReadSource held, PriorSubject? subject, IReadOnlyList<PriorEntry> priors,
        DateTimeOffset runAt)
    {
        if (held.IsRemoved) return ReaderAnswer.Kept(
            "The image that it lies on is not held any more; the Segmentation is kept and not measured.");
        var source = _loader.Open(spool.PathOf(held.File));
        if (Objection(edited, source) is { } objection) return ReaderAnswer.Kept(objection);
        var entries = held.Entries.Select(ResultJson.Read<ResultEntry>).ToList();
        var outlines = OwnOutlines.Of(edited.StudyInstanceUid, held.SopInstanceUid, entries,
            [.. held.Segmentations.Select(Held).OfType<SegmentationObject>()]);
        if (outlines.Outlines.Count == 0)
            return ReaderAnswer.Kept("This node outlined nothing in the image that it lies on; the Segmentation is kept and not measured.");
        var (matches, reasons) = OutlineMatcher.Match(edited, outlines.Outlines);
        if (matches.Count == 0) return ReaderAnswer.Kept([.. reasons]);
        var work = new EditWork(edited, source, held, entries, outlines, matches, ReaderOf(edited, source));
        var frames = work.FrameNumbers;
        if (TooMuch(frames.Count, edited.Width, edited.Height) is { } tooMuch) return ReaderAnswer.Kept(tooMuch);
        if (!frames.Any(frame => matches.Any(match => IsChanged(work, match, frame))))
            return ReaderAnswer.Kept([.. reasons, "Its outlines are this node's own, unchanged."]);

        var facts = ImageFacts.Read(source.Dataset);
        var (measurer, pictures) =
            (new EditMeasurer(_edit, work, facts, instance.SopInstanceUid, time.GetUtcNow()), new Dictionary<int, RgbImage>());
        foreach (var number in frames)
        {
            if (_loader.Decode(source, number).Frame is not { } frame)
                return ReaderAnswer.Kept(
                    string.Create(CultureInfo.InvariantCulture,
                    $"Frame {number} of the image cannot be decoded; the Segmentation is kept and not measured."));
            pictures[number] = frame.Picture;
            measurer.Measure(frame);
        }

        var findings = measurer.Findings;
        if (findings.Count == 0) return ReaderAnswer.Kept([.. reasons, "It holds no outline that can be measured."]);
        var written = _reporting.Run(source, findings, pictures, results.References(held.Earlier), runAt,
            PriorChoice.Of(findings, facts.Setting, priors, facts.Place?.Cm),
            PriorChoice.History(findings, facts.Setting, priors, facts.Place?.Cm),
            new(instance.SopInstanceUid, work.ReaderName));
        var measured = matches.Count == 1 ? "1 outline that a reader edited was measured again."
            : string.Create(CultureInfo.InvariantCulture,
            $"{matches.Count} outlines that a reader edited were measured again.");
        return new([.. reasons, measured],
            [new(held.InstanceId, held.SopInstanceUid, held.File, findings, facts, written.Instances, measurer.Edits)
        {
            CallingAe = held.CallingAe, Replaced = written.Replaced, OfModels = measurer.OfModels,
            Priors = PriorRows.Of(subject, held.SopInstanceUid, findings, facts, written.Instances),
        }]);
    }

    /// <summary>Why so many frames are not measured; null when they are. Their pictures and masks are in memory together.</summary>
    internal static string? TooMuch(int frames, int width, int height) =>
        frames > MostFramesOfImage ? string.Create(CultureInfo.InvariantCulture,
            $"It outlines {frames} frames of a clip; at most {MostFramesOfImage} are measured. It is kept.")
        : (long)frames * width * height > Limits.EditedPixels ? string.Create(CultureInfo.InvariantCulture,
            $"It outlines {frames} frames of {width}×{height} pixels; at most {Limits.EditedPixels} pixels are measured together. It is kept.")
        : null;

    static string? Objection(SegmentationObject edited, LoadedInstance source)
    {
        var image = source.Dataset;
        if (image.GetSingleValueOrDefault(DicomTag.StudyInstanceUID, "") != edited.StudyInstanceUid
            || image.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim() != edited.PatientId)
            return "It names another study or Patient ID than the image that it lies on; it is kept and not measured.";
        int columns = image.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0),
            rows = image.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0);
        if (columns != edited.Width || rows != edited.Height)
            return string.Create(CultureInfo.InvariantCulture,
                $"It has {edited.Width}×{edited.Height} pixels, the image that it lies on {columns}×{rows}; it is kept and not measured.");
        // Its pixels are laid over the image's one by one; a program that turned or mirrored them says so here.
        var own = image.TryGetValues<double>(DicomTag.ImageOrientationPatient, out var cosines) ? cosines : [];
        if (edited.Orientations.Any(one => !PlaneOrientation.IsUnturned(one) && !PlaneOrientation.AreSame(one, own)))
            return "Its Plane Orientation (0020,9116) is not that of the image that it lies on; it is kept and not measured.";
        return image.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1) is var count && count > 1
            && edited.Frames.Any(frame => frame.SourceUid == source.SopInstanceUid && frame.SourceFrame is not { } number)
            ? "It does not say on which frames of the clip its outlines lie (Referenced Frame Number (0008,1160)); it is kept and not measured."
            : edited.Frames.Any(frame => frame.SourceUid == source.SopInstanceUid && frame.SourceFrame > count)
                ? "It lies on a frame that the image does not have; it is kept and not measured." : null;
    }

    static bool IsChanged(EditWork work, OutlineMatch match, int frame) =>
        work.Own.Last(match.Outline, frame) is not { } last || !last.HasSamePixels(work.Mask(match, frame));

    SegmentationObject? Held(string file)
    {
        try
        {
            return SegmentationObject.Read(DicomFile.Open(results.PathOf(file), FileReadOption.ReadAll).Dataset);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or DicomException
            or InvalidDataException)
        {
            return null; // Lost or damaged; what depends on it says so.
        }
    }

    // Viewers copy the image's Operators' Name: that is the sonographer.
    static string? ReaderOf(SegmentationObject edited, LoadedInstance source) =>
        edited.CreatorName.Length > 0 ? edited.CreatorName
        : edited.OperatorsName.Length > 0 && edited.OperatorsName != SegmentationObject.FirstName(source.Dataset)
            ? edited.OperatorsName : null;
}
