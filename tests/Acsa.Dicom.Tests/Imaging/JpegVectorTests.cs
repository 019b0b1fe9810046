using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Render;

namespace Acsa.Dicom.Tests.Imaging;

public class JpegVectorTests
{
    [Fact]
    public void Eight_lanes_transform_a_block_as_one_does()
    {
        const int seed = 20;
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var block = new int[64];
            // From nearly empty to full blocks, within what eight-bit samples and their quantization can give.
            for (var i = 0; i < 64; i++) if (random.Next(64) <= round % 65) block[i] = random.Next(-1100, 1100) >> (i / 8);
            var vectored = new byte[8 * 11];
            JpegInverseDct.Transform(block, vectored, 11);
            JpegInverseDct.Transform(block, 8);
            for (var i = 0; i < 64; i++)
            {
                var sample = vectored[i / 8 * 11 + i % 8];
                Assert.True(block[i] == sample, $"seed {seed}: round {round}, sample {i}: {block[i]} and {sample}");
            }
        }
    }

    [Fact]
    public void Writes_no_sample_beside_the_block()
    {
        var target = new byte[7 * 16 + 8];
        Array.Fill(target, (byte)77);
        JpegInverseDct.Transform(new int[64], target, 16);
        for (var i = 0; i < target.Length; i++) Assert.Equal(i % 16 < 8 ? 128 : 77, target[i]);
    }

    [Fact]
    public void Refuses_a_target_that_is_too_short_for_a_block()
    {
        Assert.ThrowsAny<ArgumentException>(() => JpegInverseDct.Transform(new int[64], new byte[7 * 16 + 7], 16));
        Assert.ThrowsAny<ArgumentException>(() => JpegInverseDct.Transform(new int[63], new byte[7 * 16 + 8], 16));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(47)]
    public void Rows_of_any_width_become_pixels(int width)
    {
        var random = new Random(width);
        var (y, cb, cr) = (new byte[width], new byte[width], new byte[width]);
        random.NextBytes(y);
        random.NextBytes(cb);
        random.NextBytes(cr);
        var expected = new byte[3 * width];
        for (var x = 0; x < width; x++) (expected[3 * x], expected[3 * x + 1], expected[3 * x + 2]) = (y[x], cb[x], cr[x]);

        var pixels = new byte[3 * width];
        JpegPixels.Interleave(y, cb, cr, pixels);
        Assert.Equal(expected, pixels);
        ColourConversion.YbrFullToRgb(expected);
        JpegPixels.InterleaveAsRgb(y, cb, cr, pixels);
        Assert.Equal(expected, pixels);
    }

    [Fact]
    public void Every_colour_converts_as_the_tables_say()
    {
        var (y, cb, cr) = (new byte[256], new byte[256], new byte[256]);
        for (var i = 0; i < 256; i++) cr[i] = (byte)i;
        var (expected, pixels) = (new byte[3 * 256], new byte[3 * 256]);
        foreach (var luminance in new byte[] { 0, 1, 100, 254, 255 })
        {
            for (var blue = 0; blue < 256; blue++)
            {
                y.AsSpan().Fill(luminance);
                cb.AsSpan().Fill((byte)blue);
                JpegPixels.Interleave(y, cb, cr, expected);
                ColourConversion.YbrFullToRgb(expected);
                JpegPixels.InterleaveAsRgb(y, cb, cr, pixels);
                Assert.Equal(expected, pixels);
            }
        }
    }
}
