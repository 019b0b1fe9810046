using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>The graphics of each finding enclose its mask, on its frame of the source, and its text says the area.</summary>
internal static class PresentationStateCheck
{
    public static void Run(DicomDataset state, ReportRequest request, List<string> problems)
    {
        var annotations = state.TryGetSequence(DicomTag.GraphicAnnotationSequence, out var sequence) ? sequence.Items.ToList() : [];
        var drawn = request.Findings.Where(finding => SegmentPlan.IsSegmented(finding)).ToList();
        foreach (var finding in drawn)
        {
            var match = annotations.FindIndex(annotation => Shows(annotation, finding, request));
            if (match >= 0) annotations.RemoveAt(match);
            else problems.Add("an outline is missing, lies elsewhere, or bears another area.");
        }
        if (annotations.Count > 0) problems.Add("graphics show what was not found.");
    }

    static bool Shows(DicomDataset annotation, Finding finding, ReportRequest request)
    {
        var image = annotation.GetSequence(DicomTag.ReferencedImageSequence).Items[0];
        var source = request.Source.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "");
        if (image.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "") != source
            || image.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, finding.FrameNumber) != finding.FrameNumber) return false;
        var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
        var text = annotation.GetSequence(DicomTag.TextObjectSequence).Items[0].GetSingleValueOrDefault(DicomTag.UnformattedTextValue, "");
        return text.StartsWith($"{label}: {FindingText.Area(finding.Measurement)}", StringComparison.Ordinal)
            && text.Contains(FindingText.Verdict(finding.Status), StringComparison.Ordinal)
            && Encloses(annotation.GetSequence(DicomTag.GraphicObjectSequence).Items, finding.Mask!);
    }

    // Boundaries of pieces and holes together, by the even-odd rule. Very long ones are drawn coarser than the mask and are not compared.
    static bool Encloses(IEnumerable<DicomDataset> graphics, Mask mask)
    {
        var shown = new Mask(mask.Width, mask.Height);
        foreach (var graphic in graphics)
        {
            var numbers = graphic.GetValues<float>(DicomTag.GraphicData);
            var outline = new Polygon([.. Enumerable.Range(0, numbers.Length / 2 - 1).Select(i =>
                new ImagePoint(numbers[2 * i], numbers[2 * i + 1]))]);
            var inside = outline.Rasterise(mask.Width, mask.Height);
            for (var i = 0; i < shown.Pixels.Length; i++) shown.Pixels[i] ^= inside.Pixels[i];
        }
        return shown.Pixels.AsSpan().SequenceEqual(mask.Pixels)
            || mask.OuterBoundaries().Any(boundary => boundary.Points.Count >= Limits.MaxOutlinePoints);
    }
}
