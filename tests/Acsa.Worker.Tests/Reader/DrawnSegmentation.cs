using Acsa.Imaging;

namespace Acsa.Worker.Tests.Reader;

/// <summary>A binary Segmentation as a viewer writes it: full frames, none empty, made by a person.</summary>
static class DrawnSegmentation
{
    public static DicomDataset Write(string uid, string imageUid,
        params (string Label, string? Tracking, Dictionary<int, Mask> Masks)[] segments)
    {
        var frames = segments.SelectMany((segment, index) => segment.Masks.Where(pair => pair.Value.CountInside() > 0).Select(pair =>
            (Number: index + 1, Frame: pair.Key, pair.Value))).ToList();
        // A Segmentation has a frame at least: an empty one where nothing is left.
        if (frames.Count == 0) frames.Add((1, segments[0].Masks.Keys.First(), segments[0].Masks.Values.First()));
        var (width, height) = (frames[0].Value.Width, frames[0].Value.Height);
        var bits = frames.SelectMany(frame => frame.Value.Pixels).ToArray();
        var bytes = new byte[(bits.Length + 15) / 16 * 2];
        for (var i = 0; i < bits.Length; i++) bytes[i / 8] |= (byte)(bits[i] << (i % 8));
        var patient = EditBench.Image(1).GetString(DicomTag.PatientID);
        return new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, DicomUID.SegmentationStorage }, { DicomTag.SOPInstanceUID, uid },
            { DicomTag.StudyInstanceUID, "1.2.99" },
            { DicomTag.SeriesInstanceUID, uid + ".1" }, { DicomTag.PatientID, patient }, { DicomTag.Modality, "SEG" },
            { DicomTag.SegmentationType, "BINARY" }, { DicomTag.Rows, (ushort)height }, { DicomTag.Columns, (ushort)width },
            { DicomTag.NumberOfFrames, frames.Count }, { DicomTag.BitsAllocated, (ushort)1 }, { DicomTag.BitsStored, (ushort)1 },
            { DicomTag.HighBit, (ushort)0 }, { DicomTag.SamplesPerPixel, (ushort)1 }, { DicomTag.PixelRepresentation, (ushort)0 },
            { DicomTag.PhotometricInterpretation, "MONOCHROME2" }, new DicomOtherByte(DicomTag.PixelData, bytes),
            new DicomSequence(DicomTag.SegmentSequence,
                [.. segments.Select((segment, index) => SegmentOf(index + 1, segment.Label, segment.Tracking))]),
            new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence,
                [.. frames.Select(frame => GroupOf(frame.Number, imageUid, frame.Frame))]),
        };
    }

    static DicomDataset SegmentOf(int number, string label, string? tracking)
    {
        var item = new DicomDataset
        {
            { DicomTag.SegmentNumber, (ushort)number }, { DicomTag.SegmentLabel, label }, { DicomTag.SegmentAlgorithmType, "MANUAL" },
        };
        return tracking is null ? item : item.AddOrUpdate(DicomTag.TrackingUID, tracking);
    }

    static DicomDataset GroupOf(int segment, string imageUid, int frame) => new()
    {
        new DicomSequence(DicomTag.SegmentIdentificationSequence,
            new DicomDataset { { DicomTag.ReferencedSegmentNumber, (ushort)segment } }),
        new DicomSequence(DicomTag.DerivationImageSequence, new DicomDataset
        {
            new DicomSequence(DicomTag.SourceImageSequence, new DicomDataset
            {
                { DicomTag.ReferencedSOPInstanceUID, imageUid }, { DicomTag.ReferencedFrameNumber, frame },
            }),
        }),
    };
}
