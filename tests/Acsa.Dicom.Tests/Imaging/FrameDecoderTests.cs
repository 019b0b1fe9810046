namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class FrameDecoderTests
{
    [Fact]
    public void Eight_bit_grey_stays_as_stored()
    {
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 4).WithBytes(0, 7, 128, 255), 0);

        Assert.Equal([0, 7, 128, 255], frame.Samples);
        Assert.Equal(FramePath.Grey, frame.Path);
        Assert.False(frame.IsColour);
        Assert.False(frame.IsLossy);
        Assert.Equal((4, 1), (frame.Width, frame.Height));
    }

    // Sixty bytes of a data set that claim a picture of two gigabytes, one bit a pixel; more pixels than are read, and fewer than are there.
    [Theory]
    [InlineData(46_340)]
    [InlineData(6_000)]
    public void No_room_is_made_for_bits_that_are_not_there(int side)
    {
        var image = TestImage.Describe((ushort)side, (ushort)side, allocated: 1, stored: 1).WithBytes(0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DicomImagingException>(() => FrameDecoder.Decode(image, 0));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Monochrome1_is_inverted()
    {
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 2, "MONOCHROME1").WithBytes(0, 200), 0);

        Assert.Equal([255, 55], frame.Samples);
        Assert.True(frame.IsInverted);
    }

    [Fact]
    public void Deeper_grey_is_scaled_over_the_range_of_its_stored_bits()
    {
        // 12 bits: 4095 is 255, 2048 is 127.53; bits above High Bit are no part of the value.
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 4, allocated: 16, stored: 12).WithWords(0, 2048, 4095, 0xF000), 0);

        Assert.Equal([0, 128, 255, 0], frame.Samples);
        Assert.Equal(FramePath.GreyScaled, frame.Path);
    }

    [Fact]
    public void Signed_grey_is_scaled_from_its_lowest_value()
    {
        var frame = FrameDecoder.Decode(
            TestImage.Describe(1, 4, allocated: 16, signed: 1).WithWords(0x8000, 0xFFFF, 0, 0x7FFF), 0);

        Assert.Equal([0, 127, 128, 255], frame.Samples);
    }

    [Fact]
    public void Stored_bits_may_lie_high_in_their_container()
    {
        // 12 bits ending at bit 15; the low four bits are not the pixel's.
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 2, allocated: 16, stored: 12, highBit: 15).WithWords(0xFFF0, 0x000F), 0);

        Assert.Equal([255, 0], frame.Samples);
    }

    [Fact]
    public void One_bit_pixels_become_black_and_white()
    {
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 3, allocated: 1, frames: 2).WithBytes(0b101_001, 0), 1);

        Assert.Equal([255, 0, 255], frame.Samples);
        Assert.Equal(FramePath.SingleBit, frame.Path);
    }

    [Fact]
    public void Colour_by_plane_becomes_colour_by_pixel()
    {
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 2, "RGB", samples: 3, planar: 1).WithBytes(1, 2, 3, 4, 5, 6), 0);

        Assert.Equal([1, 3, 5, 2, 4, 6], frame.Samples);
        Assert.Equal(FramePath.Rgb, frame.Path);
        Assert.True(frame.IsColour);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Full_range_luminance_and_differences_become_RGB(int planar)
    {
        // PS3.3 C.7.6.3.1.2: pure red is Y 76, Cb 85, Cr 255; grey 100 has no differences.
        byte[] bytes = planar == 0 ? [76, 85, 255, 100, 128, 128] : [76, 100, 85, 128, 255, 128];
        var frame = FrameDecoder.Decode(TestImage.Describe(1, 2, "YBR_FULL", samples: 3, planar: planar).WithBytes(bytes), 0);

        Assert.Equal([254, 0, 0, 100, 100, 100], frame.Samples);
        Assert.Equal(FramePath.YbrToRgb, frame.Path);
    }

    [Fact]
    public void Packed_4_2_2_shares_its_differences_between_two_pixels()
    {
        // Y1 Y2 Cb Cr; the odd last column has a pair of its own.
        var frame = FrameDecoder.Decode(
            TestImage.Describe(1, 3, "YBR_FULL_422", samples: 3, planar: 0).WithBytes(76, 0, 85, 255, 200, 99, 128, 128), 0);

        Assert.Equal([254, 0, 0, 178, 0, 0, 200, 200, 200], frame.Samples);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Partial_range_is_stretched()
    {
        // YBR_PARTIAL_422: black is 16, white 235.
        var frame = FrameDecoder.Decode(
            TestImage.Describe(1, 2, "YBR_PARTIAL_422", samples: 3, planar: 0).WithBytes(16, 235, 128, 128), 0);

        Assert.Equal([0, 0, 0, 255, 255, 255], frame.Samples);
    }

    [Fact]
    public void Lossy_is_also_what_was_lossy_earlier()
    {
        var dataset = TestImage.Describe(1, 2).WithBytes(0, 0);
        dataset.Add(DicomTag.LossyImageCompression, "01");

        Assert.True(FrameDecoder.Decode(dataset, 0).IsLossy);
    }

    [Fact]
    public void A_JPEG_frame_is_converted_once_and_named_lossy()
    {
        var dataset = Encapsulated("colour-2x1-1x1-1x1", "YBR_FULL_422");

        var frame = FrameDecoder.Decode(dataset, 0);

        Assert.Equal(FramePath.YbrToRgb, frame.Path);
        Assert.True(frame.IsLossy);
        // libjpeg-turbo 2.1.5, out_color_space JCS_RGB.
        Assert.Equal(Halved422AsRgb, Fixture.Sha256(frame.Samples));
    }

    [Fact]
    public void A_JPEG_stream_that_says_YCbCr_is_converted_though_the_data_set_says_RGB()
    {
        Assert.Equal(Halved422AsRgb, Fixture.Sha256(FrameDecoder.Decode(Encapsulated("colour-2x1-1x1-1x1", "RGB"), 0).Samples));
    }

    [Fact]
    public void A_lossless_JPEG_stream_marked_RGB_stays_RGB()
    {
        var frame = FrameDecoder.Decode(Encapsulated("lossless-colour", "RGB", DicomTransferSyntax.JPEGProcess14), 0);

        Assert.Equal("5eb8acb0cdf8c4914f7e795089bf56df34ef39683e92f7e8d3f9e6278d127397", Fixture.Sha256(frame.Samples));
        Assert.Equal(FramePath.Rgb, frame.Path);
        Assert.False(frame.IsLossy);
    }

    [Fact]
    public void A_syntax_without_codec_is_named()
    {
        var dataset = TestImage.Describe(1, 2, syntax: DicomTransferSyntax.MPEG2).WithFragments([], [1, 2]);

        var refusal = Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(dataset, 0));
        Assert.Contains(DicomTransferSyntax.MPEG2.UID.Name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no rows")]
    [InlineData("no columns at all")]
    [InlineData("no photometric")]
    [InlineData("unknown photometric")]
    [InlineData("three samples of grey")]
    [InlineData("bits do not fit")]
    [InlineData("32 bits")]
    [InlineData("frame behind the last")]
    [InlineData("no pixel data")]
    [InlineData("pixel data too short")]
    public void A_description_that_does_not_hold_is_refused(string fault)
    {
        var dataset = TestImage.Describe(1, 2).WithBytes(1, 2);
        var frame = 0;
        switch (fault)
        {
            case "no rows": dataset.Remove(DicomTag.Rows); break;
            case "no columns at all": dataset.AddOrUpdate(DicomTag.Columns, (ushort)0); break;
            case "no photometric": dataset.Remove(DicomTag.PhotometricInterpretation); break;
            case "unknown photometric": dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "HSV"); break;
            case "three samples of grey": dataset.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3); break;
            case "bits do not fit": dataset.AddOrUpdate(DicomTag.HighBit, (ushort)5); break;
            case "32 bits": dataset.AddOrUpdate(DicomTag.BitsAllocated, (ushort)32); break;
            case "frame behind the last": frame = 1; break;
            case "no pixel data": dataset.Remove(DicomTag.PixelData); break;
            case "pixel data too short": dataset.AddOrUpdate(DicomTag.Rows, (ushort)2); break;
        }

        Assert.Throws<DicomImagingException>(() => FrameDecoder.Decode(dataset, frame));
    }

    private const string Halved422AsRgb = "b78113d0b06b1456daa5bd906d044ff55775c7bda414b5a6bea8a10d2578f05d";

    private static DicomDataset Encapsulated(string fixture, string photometric, DicomTransferSyntax? syntax = null) =>
        TestImage.Describe(Fixture.Rows, Fixture.Columns, photometric, 3, planar: 0, syntax: syntax ?? DicomTransferSyntax.JPEGProcess1)
            .WithFragments([], Fixture.Jpeg(fixture));
}
