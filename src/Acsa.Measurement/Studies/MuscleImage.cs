using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>What one frame contributes to the numbers of its study.</summary>
/// <param name="FrameNumber">1-based frame of the instance.</param>
/// <param name="Structure">Key of config/structures.json; null when none could be told.</param>
/// <param name="PositionCm">Where the slice lies along the limb, in cm from any fixed point; null when nobody stated it. Never
/// assumed.</param>
public sealed record MuscleImage(
    string SopInstanceUid,
    int FrameNumber,
    string? Structure,
    Laterality Laterality,
    FindingStatus Status,
    double? AreaCm2,
    double? MeanGrey,
    double? ThicknessCm,
    double? PositionCm)
{
    /// <summary>The area's interval; null when there is none, as for a reader's outline.</summary>
    public ErrorInterval? AreaCm2Interval { get; init; }

    /// <summary>That of the mean grey level.</summary>
    public ErrorInterval? MeanGreyInterval { get; init; }

    /// <summary>From a finding.</summary>
    public static MuscleImage From(string sopInstanceUid, Finding finding, double? positionCm) => new(
        sopInstanceUid, finding.FrameNumber, finding.Structure, finding.Laterality, finding.Status, finding.Measurement?.AreaCm2,
        finding.Measurement?.Echogenicity?.Mean, finding.Measurement?.ThicknessCm, positionCm)
    {
        AreaCm2Interval = finding.Measurement?.AreaCm2Interval, MeanGreyInterval = finding.Measurement?.EchogenicityInterval,
    };
}
