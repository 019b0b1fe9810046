using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The numbers of a study as items of TID 300. Whatever would be another quantity to a viewer that passes over derivations, as a standard
/// deviation would be an area, has a concept of its own; ends of intervals stand beside their number (docs/decisions/075).
/// </summary>
internal static class StudyNumbers
{
    public static IEnumerable<DicomDataset> Of(MuscleSummary muscle) =>
        muscle is { AreaCm2: null, MeanGrey: null, ThicknessCm: null, VolumeCm3: null }
        ? [] : [.. Averages(muscle), .. Spread(muscle)];

    public static IEnumerable<DicomDataset> Of(SideAsymmetry sides) =>
    [
        .. Number(Concepts.AreaAsymmetry, sides.AreaPercent, Concepts.Percent),
        .. Number(Concepts.GreyLevelAsymmetry, sides.MeanGreyPercent, Concepts.Percent),
        .. Number(Concepts.ThicknessAsymmetry, sides.ThicknessPercent, Concepts.Percent),
        .. Number(Concepts.VolumeAsymmetry, sides.VolumePercent, Concepts.Percent),
    ];

    static IEnumerable<DicomDataset> Averages(MuscleSummary muscle)
    {
        if (muscle.AreaCm2 is { } area)
        {
            yield return Tid300Measurement.Of(Concepts.Area, area.Mean, Concepts.SquareCentimetre, Concepts.Mean, Concepts.Planimetry);
            if (IntervalText.Coded(area.Interval) is { } range)
            {
                yield return Tid300Measurement.Of(Concepts.AreaLow, range.Low, Concepts.SquareCentimetre, Concepts.Mean);
                yield return Tid300Measurement.Of(Concepts.AreaHigh, range.High, Concepts.SquareCentimetre, Concepts.Mean);
            }
        }
        if (muscle.MeanGrey is { } grey)
        {
            yield return Tid300Measurement.Of(Concepts.Echogenicity, grey.Mean, Concepts.ArbitraryUnit, Concepts.Mean);
            if (IntervalText.Coded(grey.Interval) is { } range)
            {
                yield return Tid300Measurement.Of(Concepts.GreyLow, range.Low, Concepts.ArbitraryUnit, Concepts.Mean);
                yield return Tid300Measurement.Of(Concepts.GreyHigh, range.High, Concepts.ArbitraryUnit, Concepts.Mean);
            }
        }
        if (muscle.ThicknessCm is { } thickness)
            yield return Tid300Measurement.Of(Concepts.Thickness, Millimetres.FromCm(thickness.Mean), Concepts.Millimetre, Concepts.Mean);
        if (muscle.VolumeCm3 is { } volume)
        {
            yield return Tid300Measurement.Of(Concepts.Volume, volume, Concepts.CubicCentimetre, method: Concepts.TruncatedCones);
            yield return Tid300Measurement.Of(Concepts.Slices, muscle.Slices.Count, Concepts.NoUnits);
        }
    }

    static IEnumerable<DicomDataset> Spread(MuscleSummary muscle) =>
    [
        Tid300Measurement.Of(Concepts.ImagesCounted, muscle.Images, Concepts.NoUnits),
        .. muscle.LeftOut > 0 ? Number(Concepts.ImagesLeftOut, muscle.LeftOut, Concepts.NoUnits) : [],
        .. Number(Concepts.AreaRepeatSd, muscle.AreaCm2?.Sd, Concepts.SquareCentimetre),
        .. Number(Concepts.GreyRepeatSd, muscle.MeanGrey?.Sd, Concepts.ArbitraryUnit),
        .. Number(Concepts.ThicknessRepeatSd, muscle.ThicknessCm?.Sd is { } sd ? Millimetres.FromCm(sd) : null, Concepts.Millimetre),
    ];

    static IEnumerable<DicomDataset> Number(Imaging.CodedConcept concept, double? value, Imaging.CodedConcept unit) =>
        value is { } number ? [Tid300Measurement.Of(concept, number, unit)] : [];
}
