using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>Measures a given outline as the model's are measured: the same calibration, the same numbers, the same objections.</summary>
sealed class EditStage(AnalysisSetup setup)
{
    /// <summary>Of an outline that is not in what came back: whoever stored it may have taken it away, or may have stored the others
    /// alone.</summary>
    public const string LeftOut = "The Segmentation that a reader sent back does not hold this outline; it stands as it was.";

    const string UnknownDoubt =
        "The outline is the model's again; what was objected to before a reader changed it is not known any more.";
    const string Edited = "The outline is a reader's edit";
    const string TakenAway = "A reader took the outline away";

    readonly ReferenceStage _reference = new(setup.References);

    /// <summary>The finding of one outline in one frame.</summary>
    /// <param name="before">What was said of it before; null for a frame that was not outlined.</param>
    /// <param name="mask">Of the frame's size.</param>
    /// <param name="note">Said in addition; null for an outline that nobody changed.</param>
    /// <param name="objection">Why somebody has to look at it; null for nothing.</param>
    public Finding Measure(
        Frame frame, LoadedInstance source, ImageFacts facts, TrackedOutline outline, ResultEntry? before, Mask mask, bool isEdited,
        string? note, string? objection)
    {
        var box = mask.BoundingBox();
        var areas = Calibrator.AnalysisAreas(frame.Scale);
        var anatomy = setup.Anatomy.Read(source.Dataset, frame.FrameNumber, setup.Reading.Stated).ForPictures(areas.Count);
        var model = (before ?? outline.Entries[0]).Model is { } made ? new ModelIdentity(made.Id, made.Version, made.Sha256) : null;
        // What was said of an outline that nobody changed: of one that is the model's again, what was said before it was changed.
        var said = isEdited ? null : before is { IsEdited: true } ? before.OfModel : before;
        var finding = new Finding(frame.FrameNumber, outline.Structure, outline.Side, FindingStatus.Refused, [], null, null, null, model,
            said?.Provider)
        {
            IsEdited = isEdited, StructureSource = before?.StructureSource, LateralitySource = before?.LateralitySource,
        };
        if (box is null) return finding with { Reasons = [note ?? "Nothing is outlined."] };

        var calibration = Calibrator.Calibrate(frame, box.Value, setup.Reading.Calibration);
        var measured = Measurer.Measure(frame.Grey, mask, frame.ColouredPixels, calibration.Calibration?.PixelSize, picture: frame.Picture);
        if (said is not null) measured = OfModel(measured, said);
        var area = areas.FirstOrDefault(one => one.Contains(box.Value), Calibrator.AnalysisArea(frame.Scale));
        var flags = QualityRules.Run(new()
        {
            Mask = mask, Image = frame.Grey, AnalysisArea = area, Measurement = measured, LargestPieceShare = 1,
            PixelSize = calibration.Calibration?.PixelSize, Plausible = setup.Structures.Find(outline.Structure)?.Plausible,
        });
        var judgement = Judge.Decide(measured, flags, calibration.Reasons);
        List<string> objections =
            [.. new[] { objection }.OfType<string>(), .. frame.Objections, .. anatomy.Reasons, .. calibration.Warnings];
        if (DrawnMarks.Objection(frame.Grey, mask) is { } marks) objections.Add(marks);
        if (!isEdited && before is not null && said is null) objections.Add(UnknownDoubt);
        var status = objections.Count > 0 && judgement.Status == FindingStatus.Measured ? FindingStatus.Review : judgement.Status;
        // What the first look objected to about an outline that nobody changed still holds, the model's certainty included, whatever is
        // objected to now: the next edit finds it here. That it had been left out by an earlier edit does not hold.
        var kinds = flags.Select(flag => flag.Kind).ToList();
        if (said?.Reasons.Where(reason => reason != LeftOut && !IsNote(reason)).ToList() is { Count: > 0 } reasons)
        {
            status = (FindingStatus)Math.Max((int)status, (int)ResultEntry.StatusOf(said.Status));
            objections.AddRange(reasons);
            kinds.AddRange(Enum.GetValues<QualityFlagKind>().Where(kind => said.Flags.Contains(QualityRule.NameOf(kind))));
        }

        return _reference.Run(finding with
        {
            Status = status, Reasons = [.. new[] { note }.OfType<string>(), .. judgement.Reasons.Concat(objections).Distinct()],
            Measurement = status == FindingStatus.Refused ? measured.WithoutSizes() : measured, Calibration = calibration.Calibration,
            Mask = mask,
            Flags = [.. kinds.Distinct().Order()],
        }, facts);
    }

    // What comes of the model and not of the outline alone holds for its own outline only: signs of doubt, intervals, the fat beside it.
    static MeasurementResult OfModel(MeasurementResult measured, ResultEntry said) => measured with
    {
        Doubt = said.Doubt?.ToDoubt(),
        AreaCm2Interval = said.AreaInterval(),
        EchogenicityInterval = said.GreyInterval(),
        SubcutaneousFat = said.SubcutaneousFat is { } fat ? new(fat.AtCentroidCm, fat.MeanCm) : null,
    };

    /// <summary>How far the reader's outline is from the model's; the model's is measured again for that.</summary>
    public static (double? Dice, MeasurementResult Model) Difference(Frame frame, Mask models, Finding edited)
    {
        var mask = edited.Mask ?? new Mask(models.Width, models.Height);
        return (MaskOverlap.Of(mask, models).Dice,
            Measurer.Measure(frame.Grey, models, frame.ColouredPixels, edited.Calibration?.PixelSize));
    }

    /// <summary>What the report says about it.</summary>
    /// <param name="dice">Null where the model outlined nothing to compare with.</param>
    public static string Note(bool isNamed, bool isTakenAway, double? dice, double? areaOfModel)
    {
        var unnamed = isNamed ? "" : "; the object that it came in names nobody";
        var area = areaOfModel is { } cm2 and > 0 ? FormattableString.Invariant($"; the model's had {cm2:0.00} cm²") : "";
        if (isTakenAway) return $"{TakenAway}, so nothing is measured{unnamed}{area}.";
        const string interval = " No interval applies: the model's signs of doubt are about its own outline.";
        return (dice is { } overlap ? FormattableString.Invariant($"{Edited}{unnamed}{area} (Dice {overlap:0.000}).")
            : $"{Edited}{unnamed}; there was none of the model's.") + interval;
    }

    /// <summary>Whether a reason is such a note.</summary>
    public static bool IsNote(string reason) =>
        reason.StartsWith(Edited, StringComparison.Ordinal) || reason.StartsWith(TakenAway, StringComparison.Ordinal);
}
