using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The numbers of a measurement that were given, as items of TID 300. First the one number of each concept; what only its derivation
/// tells from it comes later, for viewers show the first few of a group, and none of their derivations. Intervals and z-score stand
/// beside their number under concepts of their own, not below it as TID 310 has them (docs/decisions/075).
/// </summary>
internal static class MeasuredNumbers
{
    public static IEnumerable<DicomDataset> Of(MeasurementResult? measurement)
    {
        if (measurement is null) return [];
        return [.. First(measurement), .. GreyLevels(measurement), .. Others(measurement)];
    }

    static IEnumerable<DicomDataset> First(MeasurementResult measurement)
    {
        if (measurement.AreaCm2 is { } area)
        {
            yield return Tid300Measurement.Of(Concepts.Area, area, Concepts.SquareCentimetre, method: Concepts.Planimetry);
            if (IntervalText.Coded(measurement.AreaCm2Interval) is { } range)
            {
                yield return Tid300Measurement.Of(Concepts.AreaLow, range.Low, Concepts.SquareCentimetre);
                yield return Tid300Measurement.Of(Concepts.AreaHigh, range.High, Concepts.SquareCentimetre);
            }
        }
        if (measurement.Echogenicity is { } echo)
            yield return Tid300Measurement.Of(Concepts.Echogenicity, echo.Mean, Concepts.ArbitraryUnit, Concepts.Mean);
        if (measurement.ThicknessCm is { } thickness) yield return Length(Concepts.Thickness, thickness);
        if (measurement.CircumferenceCm is { } round) yield return Length(Concepts.Perimeter, round);
        if (measurement.WidthCm is { } width) yield return Length(Concepts.Width, width);
        if (measurement.AspectRatio is { } ratio && double.IsFinite(ratio))
            yield return Tid300Measurement.Of(Concepts.AspectRatio, ratio, Concepts.NoUnits);
    }

    static IEnumerable<DicomDataset> GreyLevels(MeasurementResult measurement)
    {
        if (measurement.Echogenicity is { } echo)
        {
            if (measurement.ZScore is { } z) yield return Tid300Measurement.Of(Concepts.ZScore, z, Concepts.NoUnits);
            if (IntervalText.Coded(measurement.EchogenicityInterval) is { } range)
            {
                yield return Tid300Measurement.Of(Concepts.GreyLow, range.Low, Concepts.ArbitraryUnit);
                yield return Tid300Measurement.Of(Concepts.GreyHigh, range.High, Concepts.ArbitraryUnit);
            }
            yield return Tid300Measurement.Of(Concepts.Echogenicity, echo.Sd, Concepts.ArbitraryUnit, Concepts.StandardDeviation);
            yield return Tid300Measurement.Of(Concepts.Echogenicity, echo.Median, Concepts.ArbitraryUnit, Concepts.Median);
            yield return Tid300Measurement.Of(Concepts.BlackPart, echo.BlackPercent, Concepts.Percent);
            yield return Tid300Measurement.Of(Concepts.SaturatedPart, echo.SaturatedPercent, Concepts.Percent);
        }
        if (measurement.DeepAcsaEchogenicity is { } other)
            yield return Tid300Measurement.Of(Concepts.DeepAcsaGreyLevel, other.Mean, Concepts.ArbitraryUnit);
    }

    static IEnumerable<DicomDataset> Others(MeasurementResult measurement)
    {
        if (measurement.MaximumThicknessCm is { } maximum) yield return Length(Concepts.Thickness, maximum, Concepts.Maximum);
        if (measurement.SubcutaneousFat is not { } fat) yield break;
        if (fat.AtCentroidCm is { } central) yield return Length(Concepts.FatThickness, central);
        yield return Length(Concepts.FatThickness, fat.MeanCm, Concepts.Mean);
    }

    static DicomDataset Length(CodedConcept concept, double cm, CodedConcept? derivation = null) =>
        Tid300Measurement.Of(concept, Millimetres.FromCm(cm), Concepts.Millimetre, derivation);
}
