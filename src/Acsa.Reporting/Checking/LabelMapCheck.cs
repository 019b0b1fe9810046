using System.Buffers.Binary;
using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Every pixel of a label map bears the number of the segment whose mask holds it, and 0 where none does.</summary>
internal static class LabelMapCheck
{
    public static void Run(DicomDataset map, ReportRequest request, List<string> problems)
    {
        var size = map.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0) * map.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0);
        var frames = map.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var groups) ? groups.Items : [];
        var bytes = map.GetSingleValueOrDefault<ushort>(DicomTag.BitsAllocated, 0) / 8;
        var pixels = ResultCheck.Pixels(map);
        if (bytes is not (1 or 2) || frames.Count != map.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 0)
            || pixels.LongLength < (long)frames.Count * size * bytes)
        {
            problems.Add("number of frames, functional groups and pixel data do not go together.");
            return;
        }
        var segments = map.TryGetSequence(DicomTag.SegmentSequence, out var items)
            ? items.Items.ToLookup(item => item.GetSingleValueOrDefault(DicomTag.SegmentLabel, ""),
                item => item.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0))
            : Array.Empty<DicomDataset>().ToLookup(_ => "", _ => (ushort)0);
        var shown = new HashSet<int>();
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var number = SegmentationCheck.SourceFrame(frames[frame], request) ?? 0;
            shown.Add(number);
            var labels = Labels(pixels, frame * size, size, bytes);
            if (!Shows(labels, number, request, segments))
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"frame {frame + 1} does not show the masks of source frame {number}."));
        }
        if (request.Findings.Any(finding => SegmentPlan.IsSegmented(finding) && !shown.Contains(finding.FrameNumber)))
            problems.Add("a frame with a mask is missing.");
    }

    static bool Shows(ushort[] labels, int frame, ReportRequest request, ILookup<string, ushort> segments)
    {
        var expected = new ushort[labels.Length];
        foreach (var finding in request.Findings.Where(finding => finding.FrameNumber == frame && SegmentPlan.IsSegmented(finding)))
        {
            var mask = finding.Mask!.Pixels;
            if (mask.Length != labels.Length) return false;
            var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
            // Both halves of a dual image bear one label and two numbers: which is which, the pixels decide.
            var number = labels[mask.AsSpan().IndexOfAnyExcept((byte)0)];
            if (!segments[label].Contains(number)) return false;
            for (var i = 0; i < mask.Length; i++)
            {
                if (mask[i] == 0) continue;
                if (expected[i] != 0) return false;
                expected[i] = number;
            }
        }
        return labels.AsSpan().SequenceEqual(expected);
    }

    static ushort[] Labels(byte[] pixels, int start, int size, int bytes)
    {
        var labels = new ushort[size];
        if (bytes == 1)
            for (var i = 0; i < size; i++) labels[i] = pixels[start + i];
        else
            for (var i = 0; i < size; i++) labels[i] = BinaryPrimitives.ReadUInt16LittleEndian(pixels.AsSpan((start + i) * 2));
        return labels;
    }
}
