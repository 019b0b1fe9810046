using System.Globalization;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>A finding in words, the same in every form that people read.</summary>
internal static class FindingText
{
    /// <summary>What stands before the reasons; empty when there is no objection.</summary>
    public static string Verdict(FindingStatus status) => status switch
    {
        FindingStatus.Refused => "REFUSED",
        FindingStatus.Review => "REVIEW NEEDED",
        _ => "",
    };

    /// <summary>The area with its unit and interval, or that there is none.</summary>
    public static string Area(MeasurementResult? measurement)
    {
        if (measurement?.AreaCm2 is not { } area) return "area not given";
        var interval = measurement.AreaCm2Interval is { } range
            ? $" (model's range {DisplayText.Number(range.Low, 2)} to {DisplayText.Number(range.High, 2)})" : "";
        return $"area {DisplayText.Number(area, 2)} cm²{interval}";
    }

    /// <summary>All numbers with their units.</summary>
    public static string Numbers(MeasurementResult? measurement)
    {
        var parts = new List<string> { Area(measurement) };
        if (measurement?.Echogenicity is { } echo)
            parts.Add($"grey level {DisplayText.Number(echo.Mean, 1)}, SD {DisplayText.Number(echo.Sd, 1)}");
        if (measurement?.ThicknessCm is { } thickness) parts.Add($"thickness {DisplayText.Number(Millimetres.FromCm(thickness), 1)} mm");
        if (measurement?.CircumferenceCm is { } round) parts.Add($"perimeter {DisplayText.Number(Millimetres.FromCm(round), 1)} mm");
        if (measurement?.ZScore is { } z) parts.Add($"z {DisplayText.Number(z, 2)}");
        return string.Join(", ", parts);
    }

    /// <summary>", frame 5" for sources with frames.</summary>
    public static string Frame(Finding finding, SourceReference source) =>
        source.IsMultiFrame ? string.Create(CultureInfo.InvariantCulture, $", frame {finding.FrameNumber}") : "";
}
