using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Tests.Imaging;

public sealed class JpegDecoderTests
{
    private const string Lossless16 = "38556cdb0cfa7d2dd7d7a53e7ce18722256e83d4893a529b5224582a92ce656c";
    private const string Halved = "90ec1957c71992a0c7f1691d2787e6cb5e741cee748f9f62854c13497b908a36";
    private const string Quartered = "a730a0cca3254828764a26673f64388f81b1cb4b637fa04c19878b628d87ccbf";

    [Theory]
    [InlineData("colour-1x1-1x1-1x1", "ce8c94d96940474b8ec9ad881b5a8527140d136f27ca0a041217b3994c297b78")]
    [InlineData("colour-2x1-1x1-1x1", Halved)]
    [InlineData("colour-2x2-1x1-1x1", Quartered)]
    [InlineData("colour-1x2-1x1-1x1", "a9c8dd9d301c8ce565d024542866182ebad10eb0f7581a9dcfe1d3471489c8ae")]
    [InlineData("colour-4x1-1x1-1x1", "fda011e82dd084d02b9f1812ce3c565e6c0fa100d0a6e873faea66b74049cb09")]
    [InlineData("colour-2x2-2x1-1x2", "0fe9163da17c3f8d266aa4835622316a8a6ee46f357252be37acffe1168f3533")]
    [InlineData("colour-3x1-1x1-1x1", "30ae2d4a101ee8dd923ba4a4fdb38162bb4527b878ac9d2e715265473960bc37")]
    [InlineData("colour-restart", Halved)]
    [InlineData("colour-three-scans", Quartered)]
    public void Decodes_colour_to_the_samples_of_libjpeg(string name, string sha256)
    {
        var image = JpegDecoder.Decode(Fixture.Jpeg(name), new JpegExpectation(Fixture.Columns, Fixture.Rows, 3, 8));

        Assert.Equal(JpegColourSpace.YCbCr, image.ColourSpace);
        Assert.Equal(sha256, Fixture.Sha256(image.Samples));
    }

    [Theory]
    [InlineData("grey", 1, 8, "8c43714194d6d6f877fed8cb2a2444e5d3c8cc4e06fec5806bcac18df938408c")]
    [InlineData("extended-12bit", 1, 16, "41f233fb68fd58aec83f88824c071759bc8123500680fe322a431bd2cea6e8bb")]
    [InlineData("lossless-sv1", 1, 16, Lossless16)]
    [InlineData("lossless-sv2", 1, 16, Lossless16)]
    [InlineData("lossless-sv3", 1, 16, Lossless16)]
    [InlineData("lossless-sv4", 1, 16, Lossless16)]
    [InlineData("lossless-sv5", 1, 16, Lossless16)]
    [InlineData("lossless-sv6", 1, 16, Lossless16)]
    [InlineData("lossless-sv7", 1, 16, Lossless16)]
    [InlineData("lossless-extremes", 1, 16, "1f3e31304d1025352ccb4141d69e6e487b993b8639800282d97d96cd103d7fc1")]
    [InlineData("lossless-colour", 3, 8, "5eb8acb0cdf8c4914f7e795089bf56df34ef39683e92f7e8d3f9e6278d127397")]
    [InlineData("lossless-point-transform", 1, 16, "e1717312dea125b8ab9c667bd3f84ad36741417315a0d37fe8bac36aecce0cd6")]
    public void Decodes_to_the_samples_of_the_reference(string name, int samples, int bits, string sha256)
    {
        var image = JpegDecoder.Decode(Fixture.Jpeg(name), new JpegExpectation(Fixture.Columns, Fixture.Rows, samples, bits));

        Assert.Equal(sha256, Fixture.Sha256(image.Samples));
    }

    [Theory]
    [InlineData(0xC2, "Progressive")]
    [InlineData(0xC5, "Hierarchical")]
    [InlineData(0xC6, "Hierarchical")]
    [InlineData(0xC7, "Hierarchical")]
    [InlineData(0xC9, "Arithmetic")]
    [InlineData(0xCA, "Arithmetic")]
    [InlineData(0xCB, "Arithmetic")]
    [InlineData(0xCD, "Hierarchical arithmetic")]
    [InlineData(0xDE, "Hierarchical")]
    [InlineData(0xDC, "DNL")]
    [InlineData(0xF7, "JPEG-LS")]
    public void Refuses_other_processes_by_name(byte marker, string name)
    {
        var stream = Fixture.Jpeg("grey");
        stream[FrameHeader(stream) + 1] = marker;

        var refusal = Assert.Throws<DicomCodecException>(() => Decode(stream));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_height_that_a_DNL_segment_would_give()
    {
        var stream = Fixture.Jpeg("grey");
        stream[FrameHeader(stream) + 5] = stream[FrameHeader(stream) + 6] = 0;

        Assert.Contains("DNL", Assert.Throws<DicomCodecException>(() => Decode(stream)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(46, 37, 1, 8, "46 columns")]
    [InlineData(45, 36, 1, 8, "36 rows")]
    [InlineData(45, 37, 3, 8, "3 samples")]
    public void Refuses_a_stream_that_differs_from_the_data_set(int columns, int rows, int samples, int bits, string reason)
    {
        var refusal = Assert.Throws<DicomCodecException>(
            () => JpegDecoder.Decode(Fixture.Jpeg("grey"), new JpegExpectation(columns, rows, samples, bits)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_more_bits_than_are_allocated() =>
        Assert.Throws<DicomCodecException>(
            () => JpegDecoder.Decode(Fixture.Jpeg("lossless-sv1"), new JpegExpectation(Fixture.Columns, Fixture.Rows, 1, 8)));

    [Fact]
    public void Few_bytes_cannot_claim_a_large_picture()
    {
        var stream = Fixture.Jpeg("grey");
        var header = FrameHeader(stream);
        // | FF SOF | length | precision | 5: lines | 7: samples per line |: 6000 × 6000
        (stream[header + 5], stream[header + 6], stream[header + 7], stream[header + 8]) = (0x17, 0x70, 0x17, 0x70);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<DicomCodecException>(() => JpegDecoder.Decode(stream, new JpegExpectation(6000, 6000, 1, 8)));

        Assert.Contains("cannot hold", refusal.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Refuses_a_missing_restart_marker()
    {
        var stream = Fixture.Jpeg("colour-restart");
        var at = stream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD1]);
        stream[at + 1] = 0xD4;

        var refusal = Assert.Throws<DicomCodecException>(
            () => JpegDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, 3, 8)));
        Assert.Contains("RST1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", JpegColourSpace.Unstated)]
    [InlineData("adobe-0", JpegColourSpace.Rgb)]
    [InlineData("adobe-1", JpegColourSpace.YCbCr)]
    [InlineData("ids-RGB", JpegColourSpace.Rgb)]
    [InlineData("jfif", JpegColourSpace.YCbCr)]
    public void Weighs_what_the_stream_says_of_its_colours(string evidence, object expected)
    {
        var stream = Fixture.Jpeg("colour-1x1-1x1-1x1");
        if (evidence != "jfif") stream = WithoutApp0(stream);
        if (evidence.StartsWith("adobe", StringComparison.Ordinal)) stream = WithAdobe(stream, (byte)(evidence[^1] - '0'));
        if (evidence == "ids-RGB") Rename(stream, "RGB");

        var image = JpegDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, 3, 8));

        Assert.Equal((JpegColourSpace)expected, image.ColourSpace);
    }

    [Fact]
    public void Halved_chroma_outranks_an_Adobe_marker_that_denies_the_transform()
    {
        var stream = WithAdobe(WithoutApp0(Fixture.Jpeg("colour-2x1-1x1-1x1")), 0);

        var image = JpegDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, 3, 8));

        Assert.Equal(JpegColourSpace.YCbCr, image.ColourSpace);
    }

    private static JpegImage Decode(byte[] stream) => JpegDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, 1, 8));

    private static int FrameHeader(byte[] stream) => stream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);

    private static byte[] WithoutApp0(byte[] stream)
    {
        var length = 2 + (stream[4] << 8) + stream[5];
        return [.. stream[..2], .. stream[(2 + length)..]];
    }

    private static byte[] WithAdobe(byte[] stream, byte transform) =>
        [0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform, .. stream[2..]];

    private static void Rename(byte[] stream, string ids)
    {
        var frame = FrameHeader(stream);
        var scan = stream.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        for (var i = 0; i < 3; i++) stream[frame + 10 + 3 * i] = stream[scan + 5 + 2 * i] = (byte)ids[i];
    }
}
