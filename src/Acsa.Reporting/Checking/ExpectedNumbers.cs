using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What a measurement group must say of a measurement, written down once more and apart from what writes it.</summary>
internal static class ExpectedNumbers
{
    /// <summary>Concept, derivation, value and unit, in the order of the report.</summary>
    public static List<(string Concept, string Derivation, double? Value, string Unit)> Of(MeasurementResult? result)
    {
        var expected = new List<(string, string, double?, string)>();
        if (result is null) return expected;
        Add(result.AreaCm2, "42798000", "", "cm2");
        if (result is { AreaCm2: not null, AreaCm2Interval.Coverage: 0.9 })
        {
            Add(result.AreaCm2Interval?.Low, "AREA-LOW", "", "cm2");
            Add(result.AreaCm2Interval?.High, "AREA-HIGH", "", "cm2");
        }
        Add(result.Echogenicity?.Mean, "110849", "373098007", "[arb'U]");
        AddLength(result.ThicknessCm, "59089-3", "");
        AddLength(result.CircumferenceCm, "131191004", "");
        AddLength(result.WidthCm, "103355008", "");
        Add(result.AspectRatio is { } ratio && double.IsFinite(ratio) ? ratio : null, "ASPECT-RATIO", "", "1");
        if (result.Echogenicity is { } echo)
        {
            Add(result.ZScore, "121416", "", "1");
            if (result.EchogenicityInterval is { Coverage: 0.9 } range)
            {
                Add(range.Low, "GREY-LOW", "", "[arb'U]");
                Add(range.High, "GREY-HIGH", "", "[arb'U]");
            }
            Add(echo.Sd, "110849", "386136009", "[arb'U]");
            Add(echo.Median, "110849", "373099004", "[arb'U]");
            Add(echo.BlackPercent, "GREY-0", "", "%");
            Add(echo.SaturatedPercent, "GREY-255", "", "%");
        }
        Add(result.DeepAcsaEchogenicity?.Mean, "GREY-DEEPACSA", "", "[arb'U]");
        AddLength(result.MaximumThicknessCm, "59089-3", "56851009");
        AddLength(result.SubcutaneousFat?.AtCentroidCm, "FAT-THICKNESS", "");
        AddLength(result.SubcutaneousFat?.MeanCm, "FAT-THICKNESS", "373098007");
        return expected;

        void Add(double? value, string concept, string derivation, string unit)
        {
            if (value is not null) expected.Add((concept, derivation, value, unit));
        }

        void AddLength(double? cm, string concept, string derivation)
        {
            if (cm is { } length) Add(Millimetres.FromCm(length), concept, derivation, "mm");
        }
    }
}
