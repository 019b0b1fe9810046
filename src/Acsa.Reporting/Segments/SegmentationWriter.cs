namespace Acsa.Reporting;

/// <summary>
/// Writes a Segmentation (PS3.3 A.51) of one source instance: BINARY, one bit, one frame per segment and source frame, none of them empty.
/// Rows and columns are the source's, so every pixel lies on the source pixel of the same row and column (A.51.5.1).
/// </summary>
internal static class SegmentationWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan)
    {
        foreach (var (_, frame) in plan.Frames)
            if (frame.Mask.Width != source.Columns || frame.Mask.Height != source.Rows)
                throw new ArgumentException(
                    $"A mask of {frame.Mask.Width}×{frame.Mask.Height} does not fit a source of {source.Columns}×{source.Rows}.",
                        nameof(plan));

        var result = ResultHeader.Create(request, source, identity, ResultKind.Segmentation, null);
        AddImage(result, source, plan);
        ImageReferences.AddTo(result, source);
        LossyHistory.CopyTo(request.Source, result, always: true);
        result.AddOrUpdate(new DicomSequence(DicomTag.SegmentSequence, [.. plan.Segments.Select(SegmentItem.Of)]));
        SegmentationDimensions.AddTo(result, identity.DimensionOrganization(), source.IsMultiFrame);
        result.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, SegmentationFunctionalGroups.Shared(plan.PixelSize)));
        result.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, PerFrame(plan, source)));
        result.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, BitPacking.Pack([.. plan.Frames.Select(entry => entry.Frame.Mask)])));
        return new DicomFile(result);
    }

    static void AddImage(DicomDataset result, SourceReference source, SegmentPlan plan)
    {
        result.AddOrUpdate(DicomTag.ImageType, "DERIVED", "PRIMARY");
        // Type 2C whose condition the validators read as "no geometry": empty is right for ultrasound (PS3.3 C.7.6.1.1.1).
        result.AddOrUpdate<string>(DicomTag.PatientOrientation);
        result.AddOrUpdate(DicomTag.ContentLabel, "ACSA");
        result.AddOrUpdate(DicomTag.ContentDescription, "Anatomical cross-section");
        result.AddOrUpdate<string>(DicomTag.ContentCreatorName);
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
        var used = plan.Frames.Select(entry => entry.Frame.SourceFrame).Distinct().Order().ToList();
        return [.. plan.Frames.Select(entry =>
            SegmentationFunctionalGroups.PerFrame(entry.Segment, entry.Frame.SourceFrame, used.IndexOf(entry.Frame.SourceFrame) + 1,
                source))];
    }
}
