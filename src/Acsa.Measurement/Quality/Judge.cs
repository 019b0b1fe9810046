namespace Acsa.Measurement;

/// <summary>Turns a measurement and its objections into a status: refused without a mask or an area, else the gravest flag's, else
/// measured.</summary>
public static class Judge
{
    /// <summary>Decides. The reasons name the missing area first, then every flag.</summary>
    /// <param name="calibrationRefusals">Why no pixel size could be used; empty when one was.</param>
    public static Judgement Decide(MeasurementResult measurement, IReadOnlyList<QualityFlag> flags,
        IReadOnlyList<string> calibrationRefusals)
    {
        var reasons = new List<string>(calibrationRefusals);
        foreach (var flag in flags) reasons.Add(flag.Reason);
        if (measurement.MaskPixels == 0)
        {
            if (reasons.Count == calibrationRefusals.Count) reasons.Add("No muscle was found in this image.");
            return new(FindingStatus.Refused, reasons);
        }
        if (measurement.AreaCm2 is null)
        {
            if (calibrationRefusals.Count == 0) reasons.Insert(0, "No usable pixel size is known, so the area cannot be given.");
            return new(FindingStatus.Refused, reasons);
        }
        if (flags.Any(flag => flag.Verdict == FindingStatus.Refused)) return new(FindingStatus.Refused, reasons);
        return new(reasons.Count == 0 ? FindingStatus.Measured : FindingStatus.Review, reasons);
    }
}
