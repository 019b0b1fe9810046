namespace Acsa.Reporting;

/// <summary>The functional groups of a segmentation (PS3.3 A.51.5): shared, and one item per frame.</summary>
internal static class SegmentationFunctionalGroups
{
    // Without a Frame of Reference no orientation is allowed (A.51-2); Cornerstone and OHIF cannot load a SEG without one.
    // docs/conformance.md states the deviation.
    public static DicomDataset Shared()
    {
        var orientation = new DicomDataset();
        orientation.AddOrUpdate(DicomTag.ImageOrientationPatient, 1m, 0m, 0m, 0m, 1m, 0m);
        return new DicomDataset { new DicomSequence(DicomTag.PlaneOrientationSequence, orientation) };
    }

    public static DicomDataset PerFrame(Segment segment, int sourceFrame, int ordinal, SourceReference source)
    {
        var identification = new DicomDataset();
        identification.AddOrUpdate(DicomTag.ReferencedSegmentNumber, (ushort)segment.Number);
        return new DicomDataset
        {
            new DicomSequence(DicomTag.DerivationImageSequence, Derivation(sourceFrame, source)),
            new DicomSequence(DicomTag.FrameContentSequence,
                SegmentationDimensions.FrameContent(segment.Number, ordinal, source.IsMultiFrame)),
            new DicomSequence(DicomTag.SegmentIdentificationSequence, identification),
        };
    }

    // C.7.6.16.2.6. Per frame, never shared: viewers look nowhere else for the source.
    static DicomDataset Derivation(int sourceFrame, SourceReference source)
    {
        var image = new DicomDataset();
        image.AddOrUpdate(DicomTag.ReferencedSOPClassUID, source.SopClassUid);
        image.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, source.SopInstanceUid);
        if (source.IsMultiFrame) image.AddOrUpdate(DicomTag.ReferencedFrameNumber, sourceFrame);
        image.AddOrUpdate(DicomTag.SpatialLocationsPreserved, "YES");
        image.AddOrUpdate(CodeSequence.Of(DicomTag.PurposeOfReferenceCodeSequence, Concepts.SourceImageForProcessing));
        return new DicomDataset
        {
            new DicomSequence(DicomTag.SourceImageSequence, image),
            CodeSequence.Of(DicomTag.DerivationCodeSequence, Concepts.SegmentationDerivation),
        };
    }
}
