using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Every mask is in the SEG once, under its structure and its source frame, bit by bit; and nothing else is.</summary>
internal static class SegmentationCheck
{
    public static void Run(DicomDataset seg, ReportRequest request, List<string> problems)
    {
        var (rows, columns) = (seg.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0),
            seg.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0));
        var frames = seg.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var groups) ? groups.Items : [];
        var packed = ResultCheck.Pixels(seg);
        if (frames.Count != seg.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 0)
            || packed.LongLength < ((long)frames.Count * rows * columns + 7) / 8)
        {
            problems.Add("number of frames, functional groups and pixel data do not go together.");
            return;
        }
        var open = request.Findings.Where(finding => SegmentPlan.IsSegmented(finding)).ToList();
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var (label, sourceFrame) = Place(seg, frames[frame], request);
            var index = frame;
            var match = open.FindIndex(finding => finding.FrameNumber == sourceFrame
                && NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label == label
                && finding.Mask!.Width == columns && finding.Mask.Height == rows
                && BitPacking.Shows(packed, index, finding.Mask.Pixels));
            if (match < 0)
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"frame {frame + 1} ({label}, source frame {sourceFrame}) shows a mask that was not found."));
            else
                open.RemoveAt(match);
        }
        if (open.Count > 0) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{open.Count} masks are missing."));
    }

    static (string? Label, int SourceFrame) Place(DicomDataset seg, DicomDataset frame, ReportRequest request)
    {
        var identification = First(frame, DicomTag.SegmentIdentificationSequence);
        var number = identification?.GetSingleValueOrDefault<ushort>(DicomTag.ReferencedSegmentNumber, 0);
        var segment = seg.TryGetSequence(DicomTag.SegmentSequence, out var segments)
            ? segments.Items.FirstOrDefault(item => item.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0) == number)
            : null;
        return SourceFrame(frame, request) is { } source
            ? (segment?.GetSingleValueOrDefault(DicomTag.SegmentLabel, ""), source) : (null, 0);
    }

    /// <summary>The frame of the source that a frame's functional groups name; null when they name another image.</summary>
    public static int? SourceFrame(DicomDataset frame, ReportRequest request)
    {
        var image = First(frame, DicomTag.DerivationImageSequence) is { } derivation
            ? First(derivation, DicomTag.SourceImageSequence)
            : null;
        var source = request.Source.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "");
        return image?.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, "") == source
            ? image.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, 1) : null;
    }

    static DicomDataset? First(DicomDataset data, DicomTag tag) =>
        data.TryGetSequence(tag, out var sequence) ? sequence.Items.FirstOrDefault() : null;
}
