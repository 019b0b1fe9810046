using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>
/// Measures the outlines of one image as they are once an edit has come back, frame by frame: those that the reader changed, those that
/// stand as they were, and those that the edit does not hold (docs/decisions/111).
/// </summary>
sealed class EditMeasurer(EditStage stage, EditWork work, ImageFacts facts, string segmentationUid, DateTimeOffset now)
{
    public List<Finding> Findings { get; } = [];

    /// <summary>What this edit changed of models' outlines.</summary>
    public List<EditEntry> Edits { get; } = [];

    /// <summary>Of findings with an outline that is not the model's any more: what was said of the model's, where it is known.</summary>
    public Dictionary<Finding, ResultEntry> OfModels { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Throws <see cref="InvalidDataException"/> when what stands is not held any more.</summary>
    public void Measure(Frame frame)
    {
        var first = Findings.Count;
        foreach (var outline in work.Own.Outlines) Measure(frame, outline);
        var drawn = Findings.Skip(first).Where(finding => finding.Mask is not null)
            .Select(finding => (finding.Structure, ResultEntry.NameOf(finding.Laterality)))
            .ToHashSet();
        // Without an outline nothing can be measured anew; what was said stands, unless the reader drew what the model did not find.
        Findings.AddRange(work.Entries.Where(entry => entry.Frame == frame.FrameNumber && !OwnOutlines.HasOutline(entry)
            && !drawn.Contains((entry.Structure, entry.Laterality))).Select(Repeated));
    }

    void Measure(Frame frame, TrackedOutline outline)
    {
        var before = outline.Entries.FirstOrDefault(entry => entry.Frame == frame.FrameNumber);
        var match = work.Matches.FirstOrDefault(one => one.Outline == outline);
        if (match is null && before is null) return;
        var stands = work.Own.Last(outline, frame.FrameNumber);
        var mask = (match is null ? stands : work.Mask(match, frame.FrameNumber))
            ?? throw new InvalidDataException("the outlines that it does not hold are not held here any more.");
        if (before is null && mask.CountInside() == 0) return;

        var models = work.Own.OfModel(outline, frame.FrameNumber);
        var isEdited = models is null ? match is not null || work.Own.IsEdited(outline) : !models.HasSamePixels(mask);
        var isNew = match is not null && isEdited && !(stands?.HasSamePixels(mask) ?? false);
        var objection = match is null && mask.CountInside() > 0 ? EditStage.LeftOut : null;
        if (!isEdited)
        {
            Findings.Add(stage.Measure(frame, work.Source, facts, outline, before, mask, false, null, objection));
            return;
        }

        var probe = stage.Measure(frame, work.Source, facts, outline, before, mask, true, null, objection);
        var difference = models is null ? default((double? Dice, MeasurementResult Model)?) : EditStage.Difference(frame, models, probe);
        // What an earlier edit changed and this one did not keeps its words: they name what was compared then.
        var note = isNew ? null : before?.Reasons.FirstOrDefault(EditStage.IsNote);
        note ??= EditStage.Note(work.ReaderName is not null || !isNew, mask.CountInside() == 0, difference?.Dice,
            difference?.Model.AreaCm2);
        Findings.Add(stage.Measure(frame, work.Source, facts, outline, before, mask, true, note, objection));
        if ((before is { IsEdited: true } ? before.OfModel : before) is { } ofModel) OfModels[Findings[^1]] = ofModel;
        if (!isNew || difference is not var (dice, model)) return;
        Edits.Add(new(
            now, work.Held.SopInstanceUid, frame.FrameNumber, segmentationUid, outline.Structure, ResultEntry.NameOf(outline.Side),
            outline.Entries[0].Model, Scanner, dice, model.AreaCm2, probe.Measurement?.AreaCm2, model.Echogenicity?.Mean,
            probe.Measurement?.Echogenicity?.Mean,
            match!.RecognisedBy));
    }

    string? Scanner => $"{facts.Setting.Manufacturer} {facts.Setting.Model}".Trim() is { Length: > 0 } name ? name : null;

    static Finding Repeated(ResultEntry entry) => new(
        entry.Frame ?? 1, entry.Structure, ResultEntry.LateralityOf(entry.Laterality), ResultEntry.StatusOf(entry.Status), entry.Reasons,
        null, null, null,
        entry.Model is { } made ? new(made.Id, made.Version, made.Sha256) : null, entry.Provider);
}
