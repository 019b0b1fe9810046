using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What the groups of a study must say, written down once more and apart from what writes it.</summary>
internal static class ExpectedStudyNumbers
{
    /// <summary>Concept, value and unit, in the order of the report; none where nothing was averaged and there is no volume.</summary>
    public static List<(string Concept, double Value, string Unit)> Of(MuscleSummary muscle)
    {
        var expected = new List<(string, double, string)>();
        Add(muscle.AreaCm2?.Mean, "42798000", "cm2");
        if (muscle.AreaCm2?.Interval is { Coverage: 0.9 } area)
        {
            Add(area.Low, "AREA-LOW", "cm2");
            Add(area.High, "AREA-HIGH", "cm2");
        }
        Add(muscle.MeanGrey?.Mean, "110849", "[arb'U]");
        if (muscle.MeanGrey?.Interval is { Coverage: 0.9 } grey)
        {
            Add(grey.Low, "GREY-LOW", "[arb'U]");
            Add(grey.High, "GREY-HIGH", "[arb'U]");
        }
        if (muscle.ThicknessCm is { } thickness) Add(Millimetres.FromCm(thickness.Mean), "59089-3", "mm");
        Add(muscle.VolumeCm3, "118565006", "cm3");
        if (muscle.VolumeCm3 is not null) Add(muscle.Slices.Count, "SLICES", "1");
        if (expected.Count == 0) return expected;
        Add(muscle.Images, "IMAGES-COUNTED", "1");
        if (muscle.LeftOut > 0) Add(muscle.LeftOut, "IMAGES-LEFT-OUT", "1");
        Add(muscle.AreaCm2?.Sd, "AREA-REPEAT-SD", "cm2");
        Add(muscle.MeanGrey?.Sd, "GREY-REPEAT-SD", "[arb'U]");
        if (muscle.ThicknessCm?.Sd is { } sd) Add(Millimetres.FromCm(sd), "THICK-REPEAT-SD", "mm");
        return expected;

        void Add(double? value, string concept, string unit)
        {
            if (value is { } number) expected.Add((concept, number, unit));
        }
    }

    /// <summary>The same for the difference of sides.</summary>
    public static List<(string Concept, double Value, string Unit)> Of(SideAsymmetry sides) =>
    [
        .. new[] { ("ASYMMETRY-AREA", sides.AreaPercent), ("ASYMMETRY-GREY", sides.MeanGreyPercent),
            ("ASYMMETRY-THICK", sides.ThicknessPercent),
                ("ASYMMETRY-VOLUME", sides.VolumePercent) }
            .Where(entry => entry.Item2 is not null).Select(entry => (entry.Item1, entry.Item2!.Value, "%")),
    ];
}
