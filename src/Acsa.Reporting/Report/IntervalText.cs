using System.Globalization;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>Which intervals have codes and a column, and what the others are in words: a code never changes its meaning, and theirs is
/// 90 %.</summary>
internal static class IntervalText
{
    const double CodedCoverage = 0.9;

    /// <summary>The interval, if it is one of 90 %; else null.</summary>
    public static ErrorInterval? Coded(ErrorInterval? interval) => interval is { Coverage: CodedCoverage } ? interval : null;

    /// <summary>A sentence for each interval of another kind; none where all have codes.</summary>
    public static IEnumerable<string> Others(MeasurementResult? measurement) => measurement is null ? [] : Others(
        measurement.AreaCm2 is null ? null : measurement.AreaCm2Interval,
        measurement.Echogenicity is null ? null : measurement.EchogenicityInterval);

    /// <summary>The same for averages over a study.</summary>
    public static IEnumerable<string> Others(MuscleSummary muscle) => Others(muscle.AreaCm2?.Interval, muscle.MeanGrey?.Interval);

    static IEnumerable<string> Others(ErrorInterval? area, ErrorInterval? grey)
    {
        if (area is { } cm2 && Coded(cm2) is null)
            yield return $"Area from {DisplayText.Number(cm2.Low, 2)} to {DisplayText.Number(cm2.High, 2)} cm²: {Kind(cm2)}.";
        if (grey is { } level && Coded(level) is null)
            yield return $"Mean grey level from {DisplayText.Number(level.Low, 1)} to {DisplayText.Number(level.High, 1)}: {Kind(level)}.";
    }

    static string Kind(ErrorInterval interval) => interval.Coverage is { } coverage
        ? $"the model's interval of {(100 * coverage).ToString("0.##", CultureInfo.InvariantCulture)} %"
        : "the range between two of the model's thresholds, of which no coverage is known";
}
