using Acsa.Imaging;
using Acsa.Measurement;

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
    /// <summary>What the quality rules object to, by the names of docs/quality.md, the gravest first.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Null when nothing was outlined.</summary>
    public DoubtEntry? Doubt { get; init; }

    public static ResultEntry From(Finding finding, string sopInstanceUid, string file)
    {
        var measured = finding.Measurement;
        return new(
            file, sopInstanceUid, finding.FrameNumber, finding.Structure, NameOf(finding.Laterality), NameOf(finding.Status),
            finding.Reasons,
            measured?.AreaCm2, measured?.AreaCm2Interval is { } interval ? [interval.Low, interval.High] : null,
            measured?.Echogenicity is { } grey ? new(grey.Mean, grey.Sd, grey.Median, grey.Pixels,
                measured.EchogenicityInterval is { } range ? [range.Low, range.High] : null) : null,
            measured?.ThicknessCm, measured?.CircumferenceCm, measured?.ZScore,
            finding.Calibration is { } calibration ? CalibrationEntry.From(calibration) : null,
            finding.Model is { } model ? new(model.Id, model.Version, model.Sha256) : null,
            finding.Provider)
        {
            Flags = [.. finding.Flags.Select(QualityRule.NameOf)],
            Doubt = measured?.Doubt is { } doubt ? DoubtEntry.From(doubt) : null,
        };
    }

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

    static string? NameOf(Imaging.Laterality side) => side switch
    {
        Imaging.Laterality.Left => "left",
        Imaging.Laterality.Right => "right",
        _ => null,
    };
}
