namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class DicomTranscoderTests
{
    [Theory]
    [InlineData(8, 1, 0)]
    [InlineData(16, 1, 0)]
    [InlineData(8, 3, 0)]
    [InlineData(8, 3, 1)]
    [InlineData(16, 3, 0)]
    [InlineData(16, 3, 1)]
    public void RLE_gives_back_what_it_was_given(int allocated, int samples, int planar)
    {
        const int seed = 5;
        var random = new Random(seed);
        var photometric = samples == 1 ? "MONOCHROME2" : "RGB";
        var dataset = TestImage.Describe(11, 17, photometric, samples, allocated, planar: samples == 1 ? null : planar);
        var pixels = DicomPixelData.Create(dataset, true);
        byte[][] frames = [new byte[11 * 17 * samples * allocated / 8], new byte[11 * 17 * samples * allocated / 8]];
        foreach (var frame in frames)
        {
            random.NextBytes(frame);
            frame.AsSpan(20, 60).Fill(7);
            pixels.AddFrame(new MemoryByteBuffer(frame));
        }

        var compressed = dataset.Clone(DicomTransferSyntax.RLELossless);
        var native = compressed.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(DicomTransferSyntax.RLELossless, compressed.InternalTransferSyntax);
        Assert.Equal(2, compressed.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData)!.Fragments.Count);
        for (var i = 0; i < 2; i++) Assert.Equal(frames[i], native.FrameBytes(i));
        var transcoder = new DicomTranscoder(DicomTransferSyntax.RLELossless, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(frames[1], transcoder.DecodeFrame(compressed, 1).Data);
    }

    [Fact]
    public void RLE_is_refused_where_the_standard_has_none()
    {
        Assert.Throws<DicomCodecException>(
            () => TestImage.Describe(1, 8, allocated: 1, frames: 1).WithBytes(1, 0).Clone(DicomTransferSyntax.RLELossless));
        var subsampled = TestImage.Describe(1, 2, "YBR_FULL_422", 3, planar: 0, frames: 1).WithBytes(1, 2, 3, 4);
        Assert.Throws<DicomCodecException>(() => subsampled.Clone(DicomTransferSyntax.RLELossless));
    }

    // One segment of three: the others would begin behind the end of a frame of no bytes.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    public void RLE_frames_without_pixels_are_refused(int rows, int columns)
    {
        var syntax = DicomTransferSyntax.RLELossless;
        var dataset = TestImage.Describe(rows, columns, "RGB", samples: 3, planar: 0, frames: 1, syntax: syntax)
            .WithFragments([], [3, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, .. new byte[48]]);

        Assert.Throws<DicomCodecException>(() => dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian));
    }

    [Fact]
    public void JPEG_baseline_becomes_a_native_RGB_file()
    {
        var file = DicomFile.Open(Fixture.UltrasoundFile("examples_ybr_color.dcm"));

        var native = file.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, native.FileMetaInfo.TransferSyntax);
        var pixels = DicomPixelData.Create(native.Dataset);
        Assert.Equal(30, pixels.NumberOfFrames);
        Assert.Equal(PhotometricInterpretation.Rgb, pixels.PhotometricInterpretation);
        Assert.Equal(FrameDecoder.Decode(file.Dataset, 17).Samples, pixels.GetFrame(17).Data);
        Assert.Equal("YBR_FULL_422", file.Dataset.GetString(DicomTag.PhotometricInterpretation));
    }

    [Fact]
    public void JPEG_stays_in_YCbCr_when_asked()
    {
        var syntax = DicomTransferSyntax.JPEGProcess1;
        var dataset = TestImage.Describe(Fixture.Rows, Fixture.Columns, "YBR_FULL_422", 3, planar: 0, frames: 1, syntax: syntax)
            .WithFragments([], Fixture.Jpeg("colour-2x1-1x1-1x1"));

        var native = new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian, new DicomJpegParams()).Transcode(dataset);

        Assert.Equal("YBR_FULL", native.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(Fixture.Rows * Fixture.Columns * 3, native.FrameBytes(0).Length);
    }

    [Fact]
    public void Eight_bit_JPEG_in_sixteen_bit_containers_is_widened()
    {
        var syntax = DicomTransferSyntax.JPEGProcess2_4;
        var dataset = TestImage.Describe(Fixture.Rows, Fixture.Columns, allocated: 16, stored: 8, frames: 1, syntax: syntax)
            .WithFragments([], Fixture.Jpeg("grey"));

        var pixels = Assert.IsType<GrayscalePixelDataU16>(
            new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian).DecodePixelData(dataset, 0));

        byte[] samples = [.. pixels.Data.Select(v => (byte)v)];
        Assert.Equal("8c43714194d6d6f877fed8cb2a2444e5d3c8cc4e06fec5806bcac18df938408c", Fixture.Sha256(samples));
    }

    [Fact]
    public void Big_endian_becomes_little_endian()
    {
        var big = DicomFile.Open(Fixture.UltrasoundFile("OBXXXX1A_expb.dcm")).Dataset;
        var little = big.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(FrameDecoder.Decode(big, 0).Samples, FrameDecoder.Decode(little, 0).Samples);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void A_syntax_without_codec_is_named()
    {
        var manager = new DefaultTranscoderManager();

        Assert.False(manager.HasCodec(DicomTransferSyntax.HTJ2KLossless));
        Assert.False(manager.CanTranscode(DicomTransferSyntax.HTJ2KLossless, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.True(manager.CanTranscode(DicomTransferSyntax.JPEG2000Lossless, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.True(manager.CanTranscode(DicomTransferSyntax.RLELossless, DicomTransferSyntax.JPEGProcess1));
        var refusal = Assert.Throws<DicomCodecException>(() => manager.GetCodec(DicomTransferSyntax.HTJ2KLossless));
        Assert.Contains("JPEG 2000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1.2.840.10008.1.2.4.201", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JPEG_is_not_encoded()
    {
        var refusal = Assert.Throws<DicomCodecException>(
            () => TestImage.Describe(1, 2, frames: 1).WithBytes(1, 2).Clone(DicomTransferSyntax.JPEGProcess1));
        Assert.Contains("not encoded", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_without_pixels_only_changes_its_syntax()
    {
        var clone = new DicomDataset().Clone(DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Equal(DicomTransferSyntax.ImplicitVRLittleEndian, clone.InternalTransferSyntax);
    }
}
