using System.IO.Compression;
using Acsa.Dicom.Imaging;
using Acsa.Dicom.Imaging.Codec;

namespace Acsa.Dicom.Tests.Imaging;

/// <summary>What a copy in another transfer syntax says of itself.</summary>
public sealed class TranscodingTruthTests
{
    private static readonly DicomTransferSyntax DeflatedFrames = DicomTransferSyntax.Parse("1.2.840.10008.1.2.8.1");

    [Theory]
    [InlineData("ExplicitVRLittleEndian")]
    [InlineData("RLELossless")]
    public void What_was_compressed_with_loss_says_so_afterwards(string target)
    {
        var jpeg = BaselineColour();

        var copy = jpeg.Clone(target == "RLELossless" ? DicomTransferSyntax.RLELossless : DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal("01", copy.GetString(DicomTag.LossyImageCompression));
        Assert.Equal("ISO_10918_1", copy.GetString(DicomTag.LossyImageCompressionMethod));
        var ratio = (double)(Fixture.Rows * Fixture.Columns * 3) / DicomPixelData.Create(jpeg).GetFrame(0).Size;
        Assert.Equal(ratio, copy.GetSingleValue<double>(DicomTag.LossyImageCompressionRatio), 0.006);
        Assert.True(FrameDecoder.Decode(copy, 0).IsLossy);
    }

    [Fact]
    public void The_sources_own_history_of_loss_is_kept_as_it_is()
    {
        var jpeg = BaselineColour();
        jpeg.Add(DicomTag.LossyImageCompression, "01");
        jpeg.Add(DicomTag.LossyImageCompressionMethod, "ISO_14495_1", "ISO_10918_1");
        jpeg.Add(DicomTag.LossyImageCompressionRatio, "3", "9.5");

        var copy = jpeg.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(["ISO_14495_1", "ISO_10918_1"], copy.GetValues<string>(DicomTag.LossyImageCompressionMethod));
        Assert.Equal(["3", "9.5"], copy.GetValues<string>(DicomTag.LossyImageCompressionRatio));
    }

    [Theory]
    [InlineData("00", false)]
    [InlineData(null, true)]
    public void Reversible_streams_in_a_syntax_that_allows_loss_are_believed_when_they_say_so(string? said, bool lossy)
    {
        var fixture = Jpeg2000Fixture.All["grey8.j2k"];
        var dataset = TestImage.Describe(fixture.Rows, fixture.Columns, frames: 1, syntax: DicomTransferSyntax.JPEG2000Lossy)
            .WithFragments([], Jpeg2000Fixture.Bytes("grey8.j2k"));
        if (said is not null) dataset.Add(DicomTag.LossyImageCompression, said);

        var native = DicomPixelData.Create(dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian));

        Assert.Equal(lossy, native.IsLossy);
    }

    [Fact]
    public void Lossless_copies_do_not_claim_a_loss()
    {
        var compressed = TestImage.Describe(1, 3, frames: 1, syntax: DicomTransferSyntax.RLELossless)
            .WithFragments([], RleFrame.Encode([[1, 2, 3]], 3));

        Assert.False(compressed.Clone(DicomTransferSyntax.ExplicitVRLittleEndian).Contains(DicomTag.LossyImageCompression));
    }

    [Fact]
    public void The_same_syntax_leaves_the_frames_as_they_are()
    {
        var jpeg = BaselineColour();

        var copy = jpeg.Clone(DicomTransferSyntax.JPEGProcess1);

        Assert.Equal(jpeg.FrameBytes(0), copy.FrameBytes(0));
        Assert.Equal("YBR_FULL_422", copy.GetString(DicomTag.PhotometricInterpretation));
    }

    [Fact]
    public void A_data_set_in_another_syntax_than_the_transcoders_is_refused()
    {
        var transcoder = new DicomTranscoder(DicomTransferSyntax.JPEG2000Lossless, DicomTransferSyntax.ExplicitVRLittleEndian);

        var refusal = Assert.Throws<DicomCodecException>(() => transcoder.Transcode(BaselineColour()));
        Assert.Contains("JPEG Baseline", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoded_samples_lie_at_the_bottom_whatever_high_bit_said()
    {
        // The samples of "extended-12bit" are right-justified 12-bit ones; a data set that was compressed from high bit 15 may still say
        // so.
        var low = Extended(highBit: 11);
        var high = Extended(highBit: 15);

        var native = high.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(11, DicomPixelData.Create(native).HighBit);
        Assert.Equal(FrameDecoder.Decode(low, 0).Samples, FrameDecoder.Decode(high, 0).Samples);
        Assert.Equal(FrameDecoder.Decode(low, 0).Samples, FrameDecoder.Decode(native, 0).Samples);
    }

    [Fact]
    public void A_stream_of_fewer_bits_than_stored_is_refused()
    {
        var dataset = TestImage.Describe(Fixture.Rows, Fixture.Columns, allocated: 16, stored: 16, frames: 1,
            syntax: DicomTransferSyntax.JPEGProcess2_4).WithFragments([], Fixture.Jpeg("extended-12bit"));

        var refusal = Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(dataset, 0));
        Assert.Contains("12 bits", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("says 16", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("YBR_PARTIAL_422")]
    [InlineData("YBR_PARTIAL_420")]
    public void Compressed_colour_of_partial_range_is_refused_by_name(string photometric)
    {
        var jpeg = TestImage.Describe(Fixture.Rows, Fixture.Columns, photometric, 3, planar: 0, frames: 1,
            syntax: DicomTransferSyntax.JPEGProcess1)
            .WithFragments([], Fixture.Jpeg("colour-2x1-1x1-1x1"));
        var rle = TestImage.Describe(1, 4, photometric, 3, planar: 0, frames: 1, syntax: DicomTransferSyntax.RLELossless)
            .WithFragments([], RleFrame.Encode([[1, 2, 3, 4], [5, 6, 7, 8], [9, 9, 9, 9]], 4));

        foreach (var dataset in (DicomDataset[])[jpeg, rle])
        {
            var refusal = Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(dataset, 0));
            Assert.Contains(photometric, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Encapsulated_uncompressed_frames_are_taken_as_they_are()
    {
        var syntax = DicomTransferSyntax.EncapsulatedUncompressedExplicitVRLittleEndian;
        var dataset = TestImage.Describe(1, 3, frames: 2, syntax: syntax).WithFragments([], [1, 2, 3, 0], [4, 5, 6, 0]);

        Assert.Equal([4, 5, 6], FrameDecoder.Decode(dataset, 1).Samples);
        Assert.Equal([1, 2, 3, 4, 5, 6],
            dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian).GetValues<byte>(DicomTag.PixelData)[..6]);
        var subsampled = TestImage.Describe(1, 2, "YBR_FULL_422", 3, planar: 0, frames: 1, syntax: syntax)
            .WithFragments([], [9, 200, 128, 128]);
        Assert.Equal([9, 9, 9, 200, 200, 200], FrameDecoder.Decode(subsampled, 0).Samples);
        var cut = TestImage.Describe(1, 3, frames: 1, syntax: syntax).WithFragments([], [1, 2]);
        Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(cut, 0));
    }

    [Fact]
    public void Deflated_frames_are_inflated_one_by_one()
    {
        // Two frames of nine one-bit pixels, each beginning on a byte of its own (PS3.5 8.2.16).
        var dataset = TestImage.Describe(3, 3, allocated: 1, frames: 2, syntax: DeflatedFrames)
            .WithFragments([], Deflate([0b10101010, 1]), Deflate([0b00001111, 0]));

        Assert.Equal([0, 255, 0, 255, 0, 255, 0, 255, 255], FrameDecoder.Decode(dataset, 0).Samples);
        Assert.Equal([255, 255, 255, 255, 0, 0, 0, 0, 0], FrameDecoder.Decode(dataset, 1).Samples);
    }

    [Fact]
    public void Damaged_deflated_frames_are_refused()
    {
        foreach (var bytes in (byte[][])[Deflate([1, 2, 3]), Deflate([1, 2, 3, 4, 5]), [0xFF, 0xFF], [], Deflate([1, 2, 3, 4])[..2]])
        {
            var dataset = TestImage.Describe(2, 2, frames: 1, syntax: DeflatedFrames).WithFragments([], bytes);
            Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(dataset, 0));
        }
        // Few bytes claim no memory: 6000 × 6000 pixels in ten.
        var bomb = TestImage.Describe(6000, 6000, frames: 1, syntax: DeflatedFrames).WithFragments([], new byte[10]);
        Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(bomb, 0));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.100.1", true)]
    [InlineData("1.2.840.10008.1.2.4.106.1", true)]
    [InlineData("1.2.840.10008.1.2.4.110", false)]
    [InlineData("1.2.840.10008.1.2.4.112", true)]
    [InlineData("1.2.840.10008.1.2.8.1", false)]
    public void Newer_syntaxes_are_known_by_name_and_loss(string uid, bool lossy)
    {
        var syntax = DicomTransferSyntax.Parse(uid);

        Assert.NotEqual("Unknown", syntax.UID.Name);
        Assert.Equal(lossy, syntax.IsLossy);
        Assert.True(syntax.IsEncapsulated);
    }

    private static DicomDataset BaselineColour() =>
        TestImage.Describe(Fixture.Rows, Fixture.Columns, "YBR_FULL_422", 3, planar: 0, frames: 1, syntax: DicomTransferSyntax.JPEGProcess1)
            .WithFragments([], Fixture.Jpeg("colour-2x1-1x1-1x1"));

    private static DicomDataset Extended(int highBit) =>
        TestImage.Describe(Fixture.Rows, Fixture.Columns, allocated: 16, stored: 12, highBit: highBit, frames: 1,
            syntax: DicomTransferSyntax.JPEGProcess2_4).WithFragments([], Fixture.Jpeg("extended-12bit"));

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflater = new DeflateStream(packed, CompressionLevel.Optimal)) deflater.Write(bytes);
        return packed.ToArray();
    }
}
