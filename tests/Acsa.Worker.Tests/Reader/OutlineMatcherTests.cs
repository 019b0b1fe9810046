using Acsa.Imaging;
using Acsa.Worker.Reader;

namespace Acsa.Worker.Tests.Reader;

public sealed class OutlineMatcherTests
{
    static readonly TrackedOutline[] Outlines =
    [
        new("2.25.1", "rectus-femoris", Laterality.Left, "Rectus femoris, left", "acsa-thigh-unet", []),
        new("2.25.2", "vastus-lateralis", Laterality.Left, "Vastus lateralis, left", "acsa-thigh-unet", []),
    ];

    [Theory]
    [InlineData("2.25.1", "Renamed by the viewer", "SEMIAUTOMATIC", "", "Viewer", "tracking-uid")]
    [InlineData("2.25.9", "Rectus femoris, left", "MANUAL", "", "Viewer", "label")]
    [InlineData("", "Rectus femoris, left", "AUTOMATIC", "acsa-thigh-unet", "Viewer", "label")]
    [InlineData("2.25.1", "", "AUTOMATIC", "acsa-thigh-unet", "Viewer", "tracking-uid")]
    [InlineData("2.25.1", "", "AUTOMATIC", "acsa-thigh-unet", "AcsaNode", null)] // another node with another model tracks alike
    [InlineData("2.25.1", "", "AUTOMATIC", "other-net", "Viewer", null)]
    [InlineData("2.25.1", "", "", "", "Viewer", null)]
    [InlineData("", "Rectus femoris", "MANUAL", "", "Viewer", null)]
    [InlineData("", "", "MANUAL", "", "Viewer", null)]
    public void A_persons_edit_of_an_own_outline_is_known_and_nothing_else(
        string tracking, string label, string type, string algorithm, string modelName, string? recognisedBy)
    {
        var (matches, reasons) = OutlineMatcher.Match(Edited(modelName, (tracking, label, type, algorithm)), Outlines);
        Assert.Equal(recognisedBy, matches.SingleOrDefault()?.RecognisedBy);
        Assert.Equal(recognisedBy is null ? 1 : 0, reasons.Count);
        if (recognisedBy is not null) Assert.Equal("rectus-femoris", matches[0].Outline.Structure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_segments_of_one_outline_the_one_with_its_Tracking_UID_is_meant(bool isFirst)
    {
        var (tracked, labelled) = (("2.25.1", "", "MANUAL", ""), ("", "Rectus femoris, left", "MANUAL", ""));
        var (matches, reasons) =
            OutlineMatcher.Match(isFirst ? Edited("Viewer", tracked, labelled) : Edited("Viewer", labelled, tracked), Outlines);
        Assert.Equal(isFirst ? 1 : 2, Assert.Single(matches).Segment.Number);
        Assert.Contains("another segment is by Tracking UID", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_segments_that_are_tied_alike_to_one_outline_neither_is_taken()
    {
        var same = ("", "Rectus femoris, left", "MANUAL", "");
        var (matches, reasons) = OutlineMatcher.Match(Edited("Viewer", same, ("", "Vastus lateralis, left", "MANUAL", ""), same), Outlines);
        Assert.Equal(2, Assert.Single(matches).Segment.Number);
        Assert.Equal("Segments 1, 3 are edits of one outline; none of them is measured.", Assert.Single(reasons));
    }

    static SegmentationObject Edited(string modelName, params (string Tracking, string Label, string Type, string Algorithm)[] segments)
    {
        var data = new DicomDataset().NotValidated();
        data.AddOrUpdate(DicomTag.SegmentationType, "BINARY");
        data.AddOrUpdate(DicomTag.ManufacturerModelName, modelName);
        data.AddOrUpdate(DicomTag.Rows, (ushort)2);
        data.AddOrUpdate(DicomTag.Columns, (ushort)2);
        data.AddOrUpdate(DicomTag.NumberOfFrames, 1);
        data.AddOrUpdate(DicomTag.BitsAllocated, (ushort)1);
        data.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, [3, 0]));
        data.AddOrUpdate(new DicomSequence(DicomTag.SegmentSequence, [.. segments.Select((segment, index) =>
        {
            var item = new DicomDataset().NotValidated();
            item.AddOrUpdate(DicomTag.SegmentNumber, (ushort)(index + 1));
            item.AddOrUpdate(DicomTag.SegmentLabel, segment.Label);
            item.AddOrUpdate(DicomTag.SegmentAlgorithmType, segment.Type);
            item.AddOrUpdate(DicomTag.SegmentAlgorithmName, segment.Algorithm);
            if (segment.Tracking.Length > 0) item.AddOrUpdate(DicomTag.TrackingUID, segment.Tracking);
            return item;
        })]));
        var identification = new DicomDataset();
        identification.AddOrUpdate(DicomTag.ReferencedSegmentNumber, (ushort)1);
        var image = new DicomDataset();
        image.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, "1.2.3");
        var derivation = new DicomDataset();
        derivation.AddOrUpdate(new DicomSequence(DicomTag.SourceImageSequence, image));
        var frame = new DicomDataset();
        frame.AddOrUpdate(new DicomSequence(DicomTag.SegmentIdentificationSequence, identification));
        frame.AddOrUpdate(new DicomSequence(DicomTag.DerivationImageSequence, derivation));
        data.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, frame));
        return SegmentationObject.Read(data);
    }
}
