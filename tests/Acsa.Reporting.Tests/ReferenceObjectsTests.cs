using Acsa.Imaging;

namespace Acsa.Reporting.Tests;

/// <summary>Segmentations and a report made by others (tests/data/dicom-reference) read as their makers meant them.</summary>
public sealed class ReferenceObjectsTests
{
    // Pixels set in each frame, counted with pydicom 2.3.
    static readonly int[] Counts = [36233, 35645, 35220];

    [Theory]
    [InlineData("liver.dcm", 512)]
    [InlineData("liver_nonbyte_aligned.dcm", 510)]
    public void One_bit_frames_of_others_are_unpacked_also_where_they_begin_inside_a_byte(string file, int side)
    {
        var packed = ResultCheck.Pixels(Open(file));
        var frames = Enumerable.Range(0, 3).Select(frame => Unpack(packed, frame, side, side)).ToList();
        Assert.Equal(Counts, frames.Select(frame => frame.CountInside()));
        for (var frame = 0; frame < 3; frame++) Assert.True(BitPacking.Shows(packed, frame, frames[frame].Pixels));
        // And packed again they are the same bytes.
        Assert.Equal(packed, BitPacking.Pack(frames));
    }

    [Fact]
    public void The_cropped_and_the_uncropped_object_show_the_same_liver()
    {
        var whole = Unpack(ResultCheck.Pixels(Open("liver.dcm")), 1, 512, 512);
        var cropped = Unpack(ResultCheck.Pixels(Open("liver_nonbyte_aligned.dcm")), 1, 510, 510);
        var offset = (whole.BoundingBox()!.Value.Left - cropped.BoundingBox()!.Value.Left,
            whole.BoundingBox()!.Value.Top - cropped.BoundingBox()!.Value.Top);
        var shifted = new Mask(510, 510);
        for (var y = 0; y < 510; y++)
            for (var x = 0; x < 510; x++) shifted[x, y] = whole[x + offset.Item1, y + offset.Item2];
        Assert.True(shifted.Pixels.AsSpan().SequenceEqual(cropped.Pixels));
    }

    [Fact]
    public void A_run_length_encoded_segmentation_shows_the_same_liver()
    {
        var dataset = Open("liver_rle.dcm");
        for (var frame = 0; frame < 3; frame++)
            Assert.Equal(Counts[frame], FrameDecoder.Decode(dataset, frame).Samples.Count(sample => sample != 0));
    }

    [Fact]
    public void A_report_of_others_is_walked_to_its_leaves()
    {
        var report = Open("test-SR.dcm");
        var items = ReportTree.Descendants(report).ToList();
        Assert.NotEmpty(items);
        // Items without a value type are references to other items (PS3.3 C.17.3.2.5).
        Assert.Equal(2, items.Count(item => ReportTree.Type(item).Length == 0 && item.Contains(DicomTag.ReferencedContentItemIdentifier)));
        Assert.Equal(26, items.Count(item => ReportTree.Type(item).Length > 0));
    }

    // PS3.5 8.1.1: bit by bit, without padding between rows or frames.
    static Mask Unpack(byte[] packed, int frame, int width, int height)
    {
        var mask = new Mask(width, height);
        for (var i = 0; i < mask.Pixels.Length; i++)
        {
            var bit = frame * width * height + i;
            mask.Pixels[i] = (byte)(packed[bit / 8] >> bit % 8 & 1);
        }
        return mask;
    }

    static DicomDataset Open(string file) =>
        DicomFile.Open(Path.Combine(AppContext.BaseDirectory, "data", "dicom-reference", file)).Dataset;
}
