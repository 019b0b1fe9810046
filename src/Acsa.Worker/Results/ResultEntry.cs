using System.Text.Json.Serialization;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Results;

/// <summary>One entry of results.json; what cannot be given is null, with a reason, never 0.</summary>
/// <param name="Status">measured, review or refused.</param>
sealed record ResultEntry(
    string File,
    string? SopInstanceUid,
    int? Frame,
    string? Structure,
    string? Laterality,
    string Status,
    IReadOnlyList<string> Reasons,
    double? AreaCm2,
    IReadOnlyList<double>? AreaCm2Interval,
    EchogenicityEntry? Echogenicity,
    double? ThicknessCm,
    double? CircumferenceCm,
    double? ZScore,
    CalibrationEntry? Calibration,
    ModelEntry? Model,
    string? Provider)
{
    /// <summary>Part of true areas that such intervals hold; null also beside the range between two of the model's thresholds.</summary>
    public double? AreaCm2IntervalCoverage { get; init; }

    /// <summary>What the quality rules object to, by the names of docs/quality.md, the gravest first.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>What named the structure: an attribute, or "the user"; null when nothing did.</summary>
    public string? StructureSource { get; init; }

    /// <summary>What stated the side; null when nothing did.</summary>
    public string? LateralitySource { get; init; }

    /// <summary>Whether a reader changed the model's outline, or took it away: the numbers are the reader's, and no interval applies to
    /// them.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Of a model's outline that a reader changed or took away: what was said of it before, which holds again when it comes
    /// back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResultEntry? OfModel { get; init; }

    /// <summary>Null when nothing was outlined.</summary>
    public DoubtEntry? Doubt { get; init; }

    public string? StudyInstanceUid { get; init; }

    /// <summary>Null when neither the object nor a table states it.</summary>
    public SlicePositionEntry? SlicePosition { get; init; }

    public double? MaximumThicknessCm { get; init; }

    public double? WidthCm { get; init; }

    public double? AspectRatio { get; init; }

    /// <summary>Null when no fat was outlined.</summary>
    public FatEntry? SubcutaneousFat { get; init; }

    /// <summary>Why there is no z-score; null when there is one.</summary>
    public string? ZScoreReason { get; init; }

    public ReferenceEntry? Reference { get; init; }

    public static ResultEntry From(Finding finding, string sopInstanceUid, string file)
    {
        var measured = finding.Measurement;
        return new(
            file, sopInstanceUid, finding.FrameNumber, finding.Structure, NameOf(finding.Laterality), NameOf(finding.Status),
            finding.Reasons,
            measured?.AreaCm2, measured?.AreaCm2Interval is { } interval ? [interval.Low, interval.High] : null,
            measured?.Echogenicity is { } grey ? EchogenicityEntry.From(grey, measured) : null,
            measured?.ThicknessCm, measured?.CircumferenceCm, measured?.ZScore,
            finding.Calibration is { } calibration ? CalibrationEntry.From(calibration) : null,
            finding.Model is { } model ? new(model.Id, model.Version, model.Sha256) : null,
            finding.Provider)
        {
            AreaCm2IntervalCoverage = measured?.AreaCm2Interval?.Coverage,
            Flags = [.. finding.Flags.Select(QualityRule.NameOf)],
            IsEdited = finding.IsEdited,
            StructureSource = finding.StructureSource,
            LateralitySource = finding.LateralitySource,
            Doubt = measured?.Doubt is { } doubt ? DoubtEntry.From(doubt) : null,
            MaximumThicknessCm = measured?.MaximumThicknessCm,
            WidthCm = measured?.WidthCm,
            AspectRatio = measured?.AspectRatio,
            SubcutaneousFat = measured?.SubcutaneousFat is { } fat ? new(fat.AtCentroidCm, fat.MeanCm) : null,
            ZScoreReason = measured?.ZScoreReason,
            Reference = measured?.Reference is { } table
                ? new(table.TableId, table.TableVersion, table.Population, table.Authority, table.ExpectedMean, table.Sd) : null,
        };
    }

    /// <summary>The area's interval.</summary>
    public ErrorInterval? AreaInterval() =>
        AreaCm2Interval is [var low, var high] ? new(low, high, AreaCm2IntervalCoverage ?? CoverageBefore) : null;

    /// <summary>That of the mean grey level.</summary>
    public ErrorInterval? GreyInterval() => Echogenicity?.MeanInterval is [var low, var high]
        ? new(low, high, Echogenicity.MeanIntervalCoverage ?? CoverageBefore) : null;

    // Entries of earlier versions state no coverage. Weights were fitted where there is an interval of the grey level, and for 90 %.
    double? CoverageBefore => Echogenicity is { MeanInterval: not null, MeanIntervalCoverage: null } ? 0.9 : null;

    /// <summary>An image of which nothing can be said but why.</summary>
    public static ResultEntry Refused(string file, string? sopInstanceUid, IReadOnlyList<string> reasons) => new(
        file, sopInstanceUid, null, null, null, NameOf(FindingStatus.Refused), reasons, null, null, null, null, null, null, null, null,
        null);

    public static string NameOf(FindingStatus status) => status switch
    {
        FindingStatus.Measured => "measured",
        FindingStatus.Review => "review",
        _ => "refused",
    };

    public static FindingStatus StatusOf(string name) => name switch
    {
        "measured" => FindingStatus.Measured,
        "review" => FindingStatus.Review,
        _ => FindingStatus.Refused,
    };

    public static Imaging.Laterality LateralityOf(string? name) => name switch
    {
        "left" => Imaging.Laterality.Left,
        "right" => Imaging.Laterality.Right,
        _ => Imaging.Laterality.Unknown,
    };

    /// <summary>The study and the place of the image, as it states them itself.</summary>
    public ResultEntry With(ImageFacts? facts) => facts is null ? this : this with
    {
        StudyInstanceUid = facts.StudyInstanceUid,
        SlicePosition = facts.Place is { } place ? new(place.Cm, place.Source) : null,
    };

    public static string? NameOf(Imaging.Laterality side) => side switch
    {
        Imaging.Laterality.Left => "left",
        Imaging.Laterality.Right => "right",
        _ => null,
    };
}
