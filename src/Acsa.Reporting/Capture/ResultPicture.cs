using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The frame with its outlines, and below it the numbers with their units, the reasons, and what it may be used for. No patient data.
/// </summary>
internal static class ResultPicture
{
    public static RgbImage Draw(RgbImage picture, IReadOnlyList<Finding> findings, StructureTable table)
    {
        var shapes = new List<OverlayShape>();
        var captions = new List<OverlayCaption>();
        foreach (var finding in findings)
        {
            var structure = NamedStructure.Of(finding.Structure, finding.Laterality, table);
            if (finding.Mask is { } mask && mask.CountInside() > 0) shapes.Add(new OverlayShape(mask, structure.Colour));
            captions.AddRange(Captions(finding, structure).Select(text => new OverlayCaption(text, structure.Colour)));
        }
        foreach (var model in findings.Select(finding => finding.Model).OfType<ModelIdentity>().Distinct())
            captions.Add(new OverlayCaption($"Model {model.Id} {model.Version}"));
        captions.Add(new OverlayCaption(ResultHeader.ResearchUseOnly));
        return OverlayRenderer.Render(picture, shapes, captions);
    }

    static IEnumerable<string> Captions(Finding finding, NamedStructure structure)
    {
        yield return $"{structure.Label}: {Numbers(finding.Measurement)}";
        if (finding.Status != FindingStatus.Measured) yield return finding.Status == FindingStatus.Refused ? "REFUSED:" : "REVIEW NEEDED:";
        foreach (var reason in finding.Reasons.Take(Limits.MaxCaptionReasons)) yield return $"- {reason}";
        if (finding.Reasons.Count > Limits.MaxCaptionReasons) yield return "- further reasons stand in the report";
    }

    static string Numbers(MeasurementResult? measurement)
    {
        var parts = new List<string>();
        if (measurement?.AreaCm2 is { } area)
        {
            var interval = measurement.AreaCm2Interval is { } range
                ? $" (model's range {DisplayText.Number(range.Low, 2)} to {DisplayText.Number(range.High, 2)})" : "";
            parts.Add($"area {DisplayText.Number(area, 2)} cm²{interval}");
        }
        else
            parts.Add("area not given");
        if (measurement?.Echogenicity is { } echo)
            parts.Add($"grey level {DisplayText.Number(echo.Mean, 1)}, SD {DisplayText.Number(echo.Sd, 1)}");
        if (measurement?.ThicknessCm is { } thickness) parts.Add($"thickness {DisplayText.Number(Millimetres.FromCm(thickness), 1)} mm");
        if (measurement?.CircumferenceCm is { } round) parts.Add($"perimeter {DisplayText.Number(Millimetres.FromCm(round), 1)} mm");
        if (measurement?.ZScore is { } z) parts.Add($"z {DisplayText.Number(z, 2)}");
        return string.Join(", ", parts);
    }
}
