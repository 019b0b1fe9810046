namespace Acsa.Worker.Tests.Evaluation;

/// <summary>A Label Map Segmentation of 4×3 pixels with as much in it as a test says, native.</summary>
static class DrawnLabelMap
{
    public const int Width = 4, Height = 3;

    /// <param name="frames">Numbers of segments, row by row; each frame lies on the next frame of the image.</param>
    public static DicomDataset Of(IEnumerable<(int Number, string Label)> segments, params int[][] frames)
    {
        var bytes = frames.SelectMany(frame => frame.Select(number => (byte)number)).ToArray();
        return new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.66.7" }, { DicomTag.SOPInstanceUID, "1.2.3" }, { DicomTag.Modality, "SEG" },
            { DicomTag.SegmentationType, "LABELMAP" }, { DicomTag.Rows, (ushort)Height }, { DicomTag.Columns, (ushort)Width },
            { DicomTag.NumberOfFrames, frames.Length }, { DicomTag.BitsAllocated, (ushort)8 }, { DicomTag.BitsStored, (ushort)8 },
            { DicomTag.HighBit, (ushort)7 }, { DicomTag.SamplesPerPixel, (ushort)1 }, { DicomTag.PixelRepresentation, (ushort)0 },
            { DicomTag.PhotometricInterpretation, "MONOCHROME2" }, new DicomOtherByte(DicomTag.PixelData, bytes),
            new DicomSequence(DicomTag.SegmentSequence, [.. segments.Select(segment => new DicomDataset
            {
                { DicomTag.SegmentNumber, (ushort)segment.Number }, { DicomTag.SegmentLabel, segment.Label },
            })]),
            new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, [.. frames.Select((_, index) => GroupOf((index + 1).ToString()))]),
        };
    }

    public static DicomDataset GroupOf(string sourceFrame) => new()
    {
        new DicomSequence(DicomTag.DerivationImageSequence, new DicomDataset
        {
            new DicomSequence(DicomTag.SourceImageSequence, new DicomDataset
            {
                { DicomTag.ReferencedSOPInstanceUID, "1.2.9" }, { DicomTag.ReferencedFrameNumber, sourceFrame.Split('\\') },
            }),
        }),
    };

    /// <summary>One row of the picture in each part of the text; a digit is the number of a pixel's segment.</summary>
    public static int[] Frame(string rows) => [.. rows.Where(char.IsDigit).Select(digit => digit - '0')];
}
