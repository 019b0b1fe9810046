using System.Buffers.Binary;

namespace Acsa.Reporting;

/// <summary>
/// Writes a Label Map Segmentation (PS3.3 A.51, Segmentation Type LABELMAP): one frame for each source frame, each pixel the number of its
/// segment, 0 the background, which is a segment of its own.
/// </summary>
internal static class LabelMapWriter
{
    const int LargestByte = 255;

    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan)
    {
        plan.RequireSize(source);
        var result = ResultHeader.Create(request, source, identity, ResultKind.LabelMap, null);
        var bytesPerPixel = plan.Segments.Count > LargestByte ? 2 : 1;
        AddImage(result, source, plan, bytesPerPixel);
        ImageReferences.AddTo(result, source);
        LossyHistory.CopyTo(request.Source, result, always: true);
        result.AddOrUpdate(new DicomSequence(DicomTag.SegmentSequence,
            [SegmentItem.Background(), .. plan.Segments.Select(SegmentItem.Of)]));
        // The segment number cannot be an index here, and an index there must be: stills are a stack of one frame.
        SegmentationDimensions.AddTo(result, identity.DimensionOrganization(ResultKind.LabelMap), isStack: true, hasSegments: false);
        result.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence,
            SegmentationFunctionalGroups.ForViewers(plan.PixelSize)));
        result.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, [.. plan.SourceFrames.Select((frame, index) =>
            SegmentationFunctionalGroups.PerFrameOfLabelMap(frame, index + 1, source))]));
        AddPixels(result, source, plan, bytesPerPixel);
        return new DicomFile(result);
    }

    static void AddImage(DicomDataset result, SourceReference source, SegmentPlan plan, int bytesPerPixel)
    {
        SegmentationImage.AddTo(result);
        result.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)1);
        result.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        result.AddOrUpdate(DicomTag.NumberOfFrames, plan.SourceFrames.Count);
        result.AddOrUpdate(DicomTag.Rows, (ushort)source.Rows);
        result.AddOrUpdate(DicomTag.Columns, (ushort)source.Columns);
        result.AddOrUpdate(DicomTag.BitsAllocated, (ushort)(8 * bytesPerPixel));
        result.AddOrUpdate(DicomTag.BitsStored, (ushort)(8 * bytesPerPixel));
        result.AddOrUpdate(DicomTag.HighBit, (ushort)(8 * bytesPerPixel - 1));
        result.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)0);
        result.AddOrUpdate(DicomTag.SegmentationType, "LABELMAP");
        result.AddOrUpdate(DicomTag.SegmentsOverlap, "NO");
    }

    static void AddPixels(DicomDataset result, SourceReference source, SegmentPlan plan, int bytesPerPixel)
    {
        var ordinals = plan.SourceFrames.Select((frame, index) => (frame, index)).ToDictionary(entry => entry.frame, entry => entry.index);
        var size = source.Rows * source.Columns;
        var bytes = checked(ordinals.Count * size * bytesPerPixel);
        var pixels = new byte[bytes + (bytes & 1)];
        foreach (var (segment, frame) in plan.Frames)
        {
            var start = ordinals[frame.SourceFrame] * size;
            for (var i = 0; i < size; i++)
            {
                if (frame.Mask.Pixels[i] == 0) continue;
                if (bytesPerPixel == 1) pixels[start + i] = (byte)segment.Number;
                else BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan((start + i) * 2), (ushort)segment.Number);
            }
        }
        result.AddOrUpdate(bytesPerPixel == 1
            ? new DicomOtherByte(DicomTag.PixelData, new MemoryByteBuffer(pixels))
            : new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(pixels)));
    }
}
