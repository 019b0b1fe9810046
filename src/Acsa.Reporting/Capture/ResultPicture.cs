using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The frame with its outlines, and below it the numbers with their units, the reasons, and what it may be used for. No patient data.
/// </summary>
internal static class ResultPicture
{
    public static RgbImage Draw(RgbImage picture, IReadOnlyList<Finding> findings, ReportContext context)
    {
        var shapes = new List<OverlayShape>();
        var captions = new List<OverlayCaption>();
        foreach (var finding in findings)
        {
            var structure = NamedStructure.Of(finding.Structure, finding.Laterality, context.Structures);
            if (SegmentPlan.IsSegmented(finding)) shapes.Add(new OverlayShape(finding.Mask!, structure.Colour));
            captions.AddRange(Captions(finding, structure).Select(text => new OverlayCaption(text, structure.Colour)));
        }
        foreach (var model in findings.Select(finding => finding.Model).OfType<ModelIdentity>().Distinct())
            captions.Add(new OverlayCaption($"Model {model.Id} {model.Version}"));
        if (context.MarksPictures) captions.Add(new OverlayCaption(ResultHeader.ResearchUseOnly));
        return OverlayRenderer.Render(picture, shapes, captions);
    }

    static IEnumerable<string> Captions(Finding finding, NamedStructure structure)
    {
        yield return $"{structure.Label}: {FindingText.Numbers(finding.Measurement)}";
        if (finding.Status != FindingStatus.Measured) yield return FindingText.Verdict(finding.Status) + ":";
        foreach (var reason in finding.Reasons.Take(Limits.MaxCaptionReasons)) yield return $"- {reason}";
        if (finding.Reasons.Count > Limits.MaxCaptionReasons) yield return "- further reasons stand in the report";
    }
}
