namespace Acsa.Acquisition.Tests;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData("US1_UNCR.dcm", 1, 640, 480, true)]
    [InlineData("examples_ybr_color.dcm", 30, 320, 240, true)]
    [InlineData("OBXXXX1A_rle_2frame.dcm", 2, 800, 600, true)]
    [InlineData("color-pl.dcm", 1, 256, 120, true)]
    public void Real_frames_become_grey_values_a_mask_of_colour_and_a_picture(string file, int frameNumber, int width, int height,
        bool isColour)
    {
        var reading = FrameReader.Read(Open(file), frameNumber);
        Assert.Null(reading.Refusal);
        var frame = reading.Frame!;
        Assert.Equal((width, height, frameNumber), (frame.Grey.Width, frame.Grey.Height, frame.FrameNumber));
        Assert.Equal(width * height * 3, frame.Picture.Pixels.Length);
        Assert.Equal(isColour, frame.ColouredPixels is not null);
        Assert.True(frame.Grey.Pixels.Distinct().Count() > 20);
        Assert.Equal(Open(file).GetString(DicomTag.SOPInstanceUID), frame.SopInstanceUid);
    }

    [Fact]
    public void A_grey_image_keeps_its_values_and_has_no_colour()
    {
        var dataset = Grey(4, 2, [0, 1, 2, 3, 252, 253, 254, 255]);
        var frame = FrameReader.Read(dataset, 1).Frame!;
        Assert.Equal([0, 1, 2, 3, 252, 253, 254, 255], frame.Grey.Pixels);
        Assert.Null(frame.ColouredPixels);
        Assert.Equal([0, 0, 0, 1, 1, 1], frame.Picture.Pixels[..6]);
    }

    [Fact]
    public void Colour_becomes_luma_of_bt_601()
    {
        var dataset = Grey(2, 1, [255, 0, 0, 100, 100, 100]);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB");
        dataset.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3);
        dataset.AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)0);
        var frame = FrameReader.Read(dataset, 1).Frame!;
        Assert.Equal([76, 100], frame.Grey.Pixels);
        Assert.Equal([1, 0], frame.ColouredPixels!.Pixels);
    }

    [Fact]
    public void A_frame_that_cannot_be_decoded_is_refused_with_a_sentence()
    {
        var reading = FrameReader.Read(Grey(4, 4, [1, 2, 3]), 1);
        Assert.Null(reading.Frame);
        Assert.StartsWith("Not analysed: frame 1 cannot be decoded. ", reading.Refusal, StringComparison.Ordinal);
        Assert.NotNull(FrameReader.Read(Grey(1, 1, [1, 0]), 2).Refusal);
        Assert.NotNull(FrameReader.Read([], 1).Refusal);
    }

    [Fact]
    public void More_pixel_data_than_described_is_an_objection_and_padding_is_not()
    {
        Assert.Empty(FrameReader.Read(Grey(4, 3, new byte[12]), 1).Frame!.Objections);
        Assert.Empty(FrameReader.Read(Grey(3, 3, new byte[10]), 1).Frame!.Objections);
        var objection = Assert.Single(FrameReader.Read(Grey(4, 3, new byte[24]), 1).Frame!.Objections);
        Assert.Contains("more pixel data", objection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 8, 200, false)]
    [InlineData(8, 7, 127, false)]
    [InlineData(8, 7, 200, true)]
    [InlineData(16, 16, 65000, false)]
    [InlineData(16, 12, 4095, false)]
    [InlineData(16, 12, 4096, true)]
    [InlineData(16, 8, 255, false)]
    [InlineData(16, 8, 256, true)]
    public void Values_beyond_the_stated_depth_are_an_objection(int allocated, int stored, int value, bool expected)
    {
        byte[] pixel = allocated == 8 ? [(byte)value] : [(byte)value, (byte)(value >> 8)];
        var dataset = Grey(2, 2, [.. Enumerable.Repeat(pixel, 4).SelectMany(bytes => bytes)]);
        dataset.AddOrUpdate(DicomTag.BitsAllocated, (ushort)allocated);
        dataset.AddOrUpdate(DicomTag.BitsStored, (ushort)stored);
        dataset.AddOrUpdate(DicomTag.HighBit, (ushort)(stored - 1));
        Assert.Equal(expected,
            FrameReader.Read(dataset, 1).Frame!.Objections.Any(text => text.Contains("depth", StringComparison.Ordinal)));
    }

    [Fact]
    public void Colour_with_a_sign_is_refused()
    {
        var dataset = Grey(2, 1, [255, 0, 0, 100, 100, 100]);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB");
        dataset.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3);
        dataset.AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)0);
        dataset.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)1);
        Assert.Contains("sign", FrameReader.Read(dataset, 1).Refusal, StringComparison.Ordinal);
    }

    static DicomDataset Grey(int width, int height, byte[] pixels)
    {
        var dataset = Sample.Still(width, height);
        dataset.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)1);
        dataset.AddOrUpdate(DicomTag.BitsAllocated, (ushort)8);
        dataset.AddOrUpdate(DicomTag.BitsStored, (ushort)8);
        dataset.AddOrUpdate(DicomTag.HighBit, (ushort)7);
        dataset.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)0);
        dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, pixels));
        return dataset;
    }

    static DicomDataset Open(string file) => DicomFile.Open(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", file)).Dataset;
}
