using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>The outline of each finding, as polylines or as a plane, encloses its mask on its frame of the source, and its text says the
/// area.</summary>
internal static class PresentationStateCheck
{
    public static void Run(DicomDataset state, ReportRequest request, List<string> problems)
    {
        var annotations = state.TryGetSequence(DicomTag.GraphicAnnotationSequence, out var sequence) ? sequence.Items.ToList() : [];
        var drawn = request.Findings.Where(finding => SegmentPlan.IsSegmented(finding)).ToList();
        var planes = Planes(state).ToList();
        var frames = drawn.Select(finding => finding.FrameNumber).Distinct().Count();
        if (planes.Count > 0 && frames > 1) problems.Add("a plane lies on frames that it does not belong to.");
        if (planes.Count > 0 && planes.Count != drawn.Count) problems.Add("there are not as many planes as outlines.");
        foreach (var finding in drawn)
        {
            var match = annotations.FindIndex(annotation => Shows(annotation, finding, request, planes.Count > 0));
            if (match >= 0) annotations.RemoveAt(match);
            else problems.Add("an outline is missing, lies elsewhere, or bears another area.");
            if (planes.Count > 0
                && !planes.Remove(planes.Find(plane => IsOutlined(plane,
                finding.Mask!)) ?? [])) problems.Add("a plane shows another outline.");
        }
        if (annotations.Count > 0) problems.Add("graphics show what was not found.");
    }

    static bool Shows(DicomDataset annotation, Finding finding, ReportRequest request, bool hasPlanes)
    {
        var image = annotation.GetSequence(DicomTag.ReferencedImageSequence).Items[0];
        var source = request.Source.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "");
        if (image.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "") != source
            || image.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, finding.FrameNumber) != finding.FrameNumber) return false;
        var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
        var text = annotation.GetSequence(DicomTag.TextObjectSequence).Items[0].GetSingleValueOrDefault(DicomTag.UnformattedTextValue, "");
        return text.StartsWith($"{label}: {FindingText.Area(finding.Measurement)}", StringComparison.Ordinal)
            && text.Contains(FindingText.Verdict(finding.Status), StringComparison.Ordinal)
            && (annotation.TryGetSequence(DicomTag.GraphicObjectSequence, out var graphics) ? Encloses(graphics.Items, finding.Mask!)
                : hasPlanes && request.Context.Outlines == OutlineForm.Overlay);
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

    static IEnumerable<byte[]> Planes(DicomDataset state)
    {
        for (var group = 0x6000; group <= 0x601E; group += 2)
            if (state.GetDicomItem<DicomElement>(new DicomTag((ushort)group, 0x3000)) is { } data) yield return data.Buffer.Data;
    }

    // Between two neighbours of which one is inside the mask, and nowhere else, both bits are set; at the picture's rim those inside.
    static bool IsOutlined(byte[] plane, Mask mask)
    {
        if (plane.Length < (mask.Pixels.Length + 7) / 8) return false;
        var expected = new bool[mask.Pixels.Length];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                var at = y * mask.Width + x;
                if (x + 1 < mask.Width && mask[x, y] != mask[x + 1, y]) expected[at] = expected[at + 1] = true;
                if (y + 1 < mask.Height && mask[x, y] != mask[x, y + 1]) expected[at] = expected[at + mask.Width] = true;
                if (mask[x, y] && (x == 0 || y == 0 || x == mask.Width - 1 || y == mask.Height - 1)) expected[at] = true;
            }
        }

        for (var at = 0; at < expected.Length; at++)
            if (((plane[at / 8] >> (at % 8)) & 1) == 1 != expected[at]) return false;
        return true;
    }
}
