using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Overlay Plane and Overlay Activation modules (PS3.3 C.9.2, C.11.7) of a presentation state: one plane of the image's size for each
/// segment, with the
/// pixels along its outline.
/// </summary>
internal static class PresentationOverlays
{
    // C.9.2: groups 6000 to 601E, the even ones.
    const int Planes = 16;

    /// <summary>
    /// Whether outlines can be planes: one lies on all frames that a state refers to, so that on several frames each would show those of
    /// the others.
    /// </summary>
    public static bool Fits(SegmentPlan plan) => plan.SourceFrames.Count == 1 && plan.Segments.Count <= Planes;

    public static void AddTo(DicomDataset result, ReportRequest request, SegmentPlan plan)
    {
        // C.11.7: a group is either the image's overlay or the state's.
        var groups = Enumerable.Range(0, Planes).Select(plane => (ushort)(0x6000 + 2 * plane))
            .Where(group => !request.Source.Contains(new DicomTag(group, 0x3000))).ToList();
        foreach (var (segment, group) in plan.Segments.Zip(groups)) Add(result, segment, group);
    }

    /// <summary>A pixel belongs to the outline when it or its neighbour above, below, left or right is inside and the other is
    /// not.</summary>
    public static Mask OutlineOf(Mask mask)
    {
        var outline = new Mask(mask.Width, mask.Height);
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
                if (IsEdge(mask, x, y)) outline[x, y] = true;
        return outline;
    }

    static bool IsEdge(Mask mask, int x, int y)
    {
        var inside = mask[x, y];
        return At(x - 1, y) != inside || At(x + 1, y) != inside || At(x, y - 1) != inside || At(x, y + 1) != inside;

        // Beyond the picture is outside: a muscle that runs out of it is closed there, as its polyline is.
        bool At(int column, int row) => column >= 0 && row >= 0 && column < mask.Width && row < mask.Height && mask[column, row];
    }

    static void Add(DicomDataset result, Segment segment, ushort group)
    {
        var outline = OutlineOf(segment.Frames[0].Mask);
        result.AddOrUpdate(new DicomUnsignedShort(new DicomTag(group, 0x0010), (ushort)outline.Height));
        result.AddOrUpdate(new DicomUnsignedShort(new DicomTag(group, 0x0011), (ushort)outline.Width));
        result.AddOrUpdate(new DicomLongString(new DicomTag(group, 0x0022), DisplayText.Limit(segment.Structure.Label, 64)));
        result.AddOrUpdate(new DicomCodeString(new DicomTag(group, 0x0040), "G"));
        result.AddOrUpdate(new DicomSignedShort(new DicomTag(group, 0x0050), 1, 1));
        result.AddOrUpdate(new DicomUnsignedShort(new DicomTag(group, 0x0100), 1));
        result.AddOrUpdate(new DicomUnsignedShort(new DicomTag(group, 0x0102), 0));
        result.AddOrUpdate(new DicomCodeString(new DicomTag(group, 0x1001), PresentationGraphics.LayerName(segment)));
        result.AddOrUpdate(new DicomLongString(new DicomTag(group, 0x1500), DisplayText.Limit(segment.Structure.Label, 64)));
        result.AddOrUpdate(new DicomOtherWord(new DicomTag(group, 0x3000), new MemoryByteBuffer(Packed(outline))));
    }

    // PS3.5 8.1.1 and annex A: a bit a pixel, the first in the least significant bit, filled up to an even length.
    static byte[] Packed(Mask mask)
    {
        var packed = new byte[(mask.Pixels.Length + 15) / 16 * 2];
        for (var i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0) packed[i / 8] |= (byte)(1 << (i % 8));
        return packed;
    }
}
