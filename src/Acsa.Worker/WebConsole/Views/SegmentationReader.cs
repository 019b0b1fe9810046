using Acsa.Imaging;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Reads masks back from a Segmentation of ours: binary, one bit, of one source instance (PS3.3 A.51).</summary>
static class SegmentationReader
{
    const long MostPixels = 100_000_000;

    /// <summary>The masks that lie on a frame (1-based) of the source; empty when the object is none that is read here.</summary>
    public static IReadOnlyList<Outline> Read(DicomDataset dataset, int sourceFrame)
    {
        if (dataset.GetSingleValueOrDefault(DicomTag.SOPClassUID, "") != DicomUID.SegmentationStorage.UID
            || dataset.GetSingleValueOrDefault(DicomTag.SegmentationType, "") != "BINARY"
            || !dataset.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var frames)) return [];
        int width = dataset.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0);
        int height = dataset.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0);
        if (width == 0 || height == 0 || (long)width * height > MostPixels) return [];
        var bytes = dataset.GetValues<byte>(DicomTag.PixelData);
        var labels = Labels(dataset);
        var found = new List<Outline>();
        for (var i = 0; i < frames.Items.Count; i++)
        {
            if (SourceFrame(frames.Items[i]) != sourceFrame) continue;
            var number = Number(frames.Items[i]);
            if (Unpack(bytes, i, width, height) is { } mask)
                found.Add(new(number, labels.GetValueOrDefault(number, "segment"), mask));
        }

        return found;
    }

    // PS3.5 8.1.1: frames follow each other without padding, the first pixel in the least significant bit.
    static Mask? Unpack(byte[] bytes, int frame, int width, int height)
    {
        var mask = new Mask(width, height);
        var position = (long)frame * width * height;
        if ((position + mask.Pixels.Length + 7) / 8 > bytes.Length) return null;
        for (var i = 0; i < mask.Pixels.Length; i++, position++)
            mask.Pixels[i] = (byte)(bytes[position >> 3] >> (int)(position & 7) & 1);
        return mask;
    }

    static Dictionary<int, string> Labels(DicomDataset dataset)
    {
        var labels = new Dictionary<int, string>();
        if (!dataset.TryGetSequence(DicomTag.SegmentSequence, out var segments)) return labels;
        foreach (var segment in segments.Items)
            labels[segment.GetSingleValueOrDefault<ushort>(DicomTag.SegmentNumber, 0)] =
                segment.GetSingleValueOrDefault(DicomTag.SegmentLabel, "segment");
        return labels;
    }

    static int Number(DicomDataset frame) => First(frame, DicomTag.SegmentIdentificationSequence) is { } identification
        ? identification.GetSingleValueOrDefault<ushort>(DicomTag.ReferencedSegmentNumber, 0) : 0;

    static int SourceFrame(DicomDataset frame) =>
        First(frame, DicomTag.DerivationImageSequence) is { } derivation && First(derivation, DicomTag.SourceImageSequence) is { } source
            ? source.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, 1) : 1;

    static DicomDataset? First(DicomDataset item, DicomTag tag) =>
        item.TryGetSequence(tag, out var sequence) && sequence.Items.Count > 0 ? sequence.Items[0] : null;
}
