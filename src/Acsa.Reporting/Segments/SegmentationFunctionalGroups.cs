using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>The functional groups of a segmentation (PS3.3 A.51.5): shared, and one item per frame.</summary>
internal static class SegmentationFunctionalGroups
{
    // Without a Frame of Reference neither orientation nor pixel measures are allowed (A.51-2); Cornerstone and OHIF cannot load a SEG
    // without them. docs/conformance.md states the deviation.
    /// <param name="pixelSize">The scale of all frames; null where there is none, or more than one: none is made up.</param>
    public static DicomDataset ForViewers(PixelSize? pixelSize)
    {
        var orientation = new DicomDataset();
        orientation.AddOrUpdate(DicomTag.ImageOrientationPatient, 1m, 0m, 0m, 0m, 1m, 0m);
        var groups = new DicomDataset { new DicomSequence(DicomTag.PlaneOrientationSequence, orientation) };
        if (pixelSize is not { } size) return groups;

        // Row spacing first (PS3.3 10.7.1.3), in mm.
        var measures = new DicomDataset();
        measures.AddOrUpdate(
            DicomTag.PixelSpacing, DecimalText.Of(Millimetres.FromCm(size.YCm)).Text, DecimalText.Of(Millimetres.FromCm(size.XCm)).Text);
        groups.AddOrUpdate(new DicomSequence(DicomTag.PixelMeasuresSequence, measures));
        return groups;
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

    /// <summary>Of a label map's frame, which shows all segments of a source frame.</summary>
    public static DicomDataset PerFrameOfLabelMap(int sourceFrame, int ordinal, SourceReference source) => new()
    {
        new DicomSequence(DicomTag.DerivationImageSequence, Derivation(sourceFrame, source)),
        new DicomSequence(DicomTag.FrameContentSequence, SegmentationDimensions.FrameContent(null, ordinal, isStack: true)),
    };

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
