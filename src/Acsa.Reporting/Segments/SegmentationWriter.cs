namespace Acsa.Reporting;

/// <summary>
/// Writes a Segmentation (PS3.3 A.51) of one source instance: BINARY, one bit, one frame per segment and source frame, none of them empty.
/// Rows and columns are the source's, so every pixel lies on the source pixel of the same row and column (A.51.5.1).
/// </summary>
internal static class SegmentationWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan,
        ResultKind kind)
    {
        plan.RequireSize(source);
        var result = ResultHeader.Create(request, source, identity, kind, null);
        AddImage(result, source, plan);
        ImageReferences.AddTo(result, source);
        LossyHistory.CopyTo(request.Source, result, always: true);
        result.AddOrUpdate(new DicomSequence(DicomTag.SegmentSequence, [.. plan.Segments.Select(SegmentItem.Of)]));
        SegmentationDimensions.AddTo(result, identity.DimensionOrganization(kind), source.IsMultiFrame);
        AddSpace(result, request.Source, source, plan, kind.Profile());
        result.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, PerFrame(plan, source)));
        result.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData,
            new MemoryByteBuffer(BitPacking.Pack([.. plan.Frames.Select(entry => entry.Frame.Mask)]))));
        return new DicomFile(result);
    }

    static void AddSpace(DicomDataset result, DicomDataset original, SourceReference source, SegmentPlan plan, SegmentationProfile profile)
    {
        var plane = profile == SegmentationProfile.FullSpatial && !source.IsMultiFrame ? SourcePlane.Read(original) : null;
        plane?.AddFrameOfReferenceTo(result);
        var groups = plane is not null ? plane.FunctionalGroups()
            : profile == SegmentationProfile.ViewerCompat ? SegmentationFunctionalGroups.ForViewers(plan.PixelSize)
            : [];
        result.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, groups));
    }

    static void AddImage(DicomDataset result, SourceReference source, SegmentPlan plan)
    {
        SegmentationImage.AddTo(result);
        result.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)1);
        result.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        result.AddOrUpdate(DicomTag.NumberOfFrames, plan.Frames.Count());
        result.AddOrUpdate(DicomTag.Rows, (ushort)source.Rows);
        result.AddOrUpdate(DicomTag.Columns, (ushort)source.Columns);
        result.AddOrUpdate(DicomTag.BitsAllocated, (ushort)1);
        result.AddOrUpdate(DicomTag.BitsStored, (ushort)1);
        result.AddOrUpdate(DicomTag.HighBit, (ushort)0);
        result.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)0);
        result.AddOrUpdate(DicomTag.SegmentationType, "BINARY");
        result.AddOrUpdate(DicomTag.SegmentsOverlap, plan.Overlaps() ? "YES" : "NO");
    }

    static DicomDataset[] PerFrame(SegmentPlan plan, SourceReference source)
    {
        var ordinals = plan.SourceFrames.Select((frame, index) => (frame, index))
            .ToDictionary(entry => entry.frame, entry => entry.index + 1);
        return [.. plan.Frames.Select(entry => SegmentationFunctionalGroups.PerFrame(entry.Segment, entry.Frame.SourceFrame,
            ordinals[entry.Frame.SourceFrame], source))];
    }
}
