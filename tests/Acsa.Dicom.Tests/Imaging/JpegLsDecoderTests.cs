using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.JpegLs;

namespace Acsa.Dicom.Tests.Imaging;

public sealed class JpegLsDecoderTests
{
    private const string Colour = "e0f1e95d8a8cac9c242423f728fefd7b8a86f8bf45d8c1db884e6e667b0aa54e";

    [Theory]
    [InlineData("ls-grey-runs", 1, 8, "b4735b1c216011920e7eb27aa4313234f009b07afad000da9a108a63de7fe48f")]
    [InlineData("ls-16bit", 1, 16, "17935b73009850af5a381d7588a46b5697eba8d1523a58effda03fc0c568fe57")]
    [InlineData("ls-12bit-presets", 1, 16, "8fb6218944b56981cef0475debbce6145187cd8bb28898b39ddfc239487cbb32")]
    [InlineData("ls-near3", 1, 8, "0f31f6a5972078b8baf207d1ca4f181a899fcf13357ee976096a14cba5fd9d14")]
    [InlineData("ls-colour-line", 3, 8, Colour)]
    [InlineData("ls-colour-sample", 3, 8, Colour)]
    [InlineData("ls-colour-none", 3, 8, Colour)]
    [InlineData("ls-colour-sample-near2", 3, 8, "f83fb752dfaa1273533448954a659533d8e2257dbaaa40a2bf23419071428f63")]
    public void Decodes_to_the_samples_of_the_reference(string name, int samples, int bits, string sha256) =>
        Assert.Equal(sha256, Fixture.Sha256(Decode(Fixture.JpegLs(name), samples, bits).Samples));

    [Fact]
    public void Refuses_a_JPEG_stream_by_name()
    {
        var refusal = Assert.Throws<DicomCodecException>(() => Decode(Fixture.Jpeg("grey"), 1, 8));
        Assert.Contains("not a JPEG-LS stream", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ls-16bit", 1, 16)]
    [InlineData("ls-colour-line", 3, 8)]
    [InlineData("ls-colour-none", 3, 8)]
    [InlineData("ls-colour-sample-near2", 3, 8)]
    public void A_stream_cut_anywhere_before_its_last_line_is_refused(string name, int samples, int bits)
    {
        var stream = Fixture.JpegLs(name);
        for (var length = 0; length < stream.Length - 8; length++)
            Assert.Throws<DicomCodecException>(() => Decode(stream[..length], samples, bits));
    }

    [Fact]
    public void Refuses_another_size()
    {
        var stream = Fixture.JpegLs("ls-grey-runs");

        Assert.Throws<DicomCodecException>(() => JpegLsDecoder.Decode(stream, new JpegExpectation(46, Fixture.Rows, 1, 8)));
    }

    private static JpegImage Decode(byte[] stream, int samples, int bits) =>
        JpegLsDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, samples, bits));
}
