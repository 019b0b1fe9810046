namespace Acsa.Dicom.Imaging.Render;

/// <summary>Luminance and colour differences to RGB, eight bits a sample (PS3.3 C.7.6.3.1.2).</summary>
internal static class ColourConversion
{
    // Fixed point with 16 fraction bits; per chroma value what it adds to red, green and blue. Blue's part of green carries the rounding
    // half.
    private static readonly int[] RedOfCr = Table(RedOfCrFactor, 32768, 16);
    private static readonly int[] BlueOfCb = Table(BlueOfCbFactor, 32768, 16);
    private static readonly int[] GreenOfCr = Table(GreenOfCrFactor, 0, 0);
    private static readonly int[] GreenOfCb = Table(GreenOfCbFactor, 32768, 0);

    /// <summary>1.402 × 2^16.</summary>
    internal const int RedOfCrFactor = 91881;

    /// <summary>1.772 × 2^16.</summary>
    internal const int BlueOfCbFactor = 116130;

    /// <summary>−0.71414 × 2^16.</summary>
    internal const int GreenOfCrFactor = -46802;

    /// <summary>−0.34414 × 2^16.</summary>
    internal const int GreenOfCbFactor = -22554;

    /// <summary>YBR_FULL, interleaved, in place; the rounding is libjpeg's, so that toolkits agree to the last bit.</summary>
    public static void YbrFullToRgb(Span<byte> pixels)
    {
        for (var i = 0; i + 2 < pixels.Length; i += 3) WriteFull(pixels.Slice(i, 3), pixels[i], pixels[i + 1], pixels[i + 2]);
    }

    /// <summary>
    /// YBR_FULL_422 as stored natively: Y1 Y2 Cb Cr for two pixels (C.7.6.3.1.2); a row of odd width ends in a whole group.
    /// </summary>
    public static byte[] YbrFull422ToRgb(ReadOnlySpan<byte> packed, int width, int height) => Unpack422(packed, width, height, WriteFull);

    /// <summary>YBR_PARTIAL_422: the same order, luminance 16–235.</summary>
    public static byte[] YbrPartial422ToRgb(ReadOnlySpan<byte> packed, int width, int height) =>
        Unpack422(packed, width, height, WritePartial);

    /// <summary>Colour by plane to colour by pixel.</summary>
    public static byte[] PlanarToInterleaved(ReadOnlySpan<byte> planar)
    {
        var count = planar.Length / 3;
        var pixels = new byte[3 * count];
        var first = planar[..count];
        var second = planar.Slice(count, count);
        var third = planar.Slice(2 * count, count);
        for (int i = 0, at = 0; i < count; i++, at += 3)
        {
            pixels[at] = first[i];
            pixels[at + 1] = second[i];
            pixels[at + 2] = third[i];
        }
        return pixels;
    }

    private delegate void WritePixel(Span<byte> target, int y, int cb, int cr);

    private static byte[] Unpack422(ReadOnlySpan<byte> packed, int width, int height, WritePixel write)
    {
        var pixels = new byte[3 * width * height];
        var stride = (width + 1) / 2 * 4;
        for (var row = 0; row < height; row++)
        {
            var source = packed.Slice(row * stride, stride);
            var target = pixels.AsSpan(3 * row * width, 3 * width);
            for (var x = 0; x < width; x++)
            {
                var group = source.Slice((x >> 1) * 4, 4);
                write(target.Slice(3 * x, 3), group[x & 1], group[2], group[3]);
            }
        }
        return pixels;
    }

    private static void WriteFull(Span<byte> target, int y, int cb, int cr)
    {
        target[0] = Clamp(y + RedOfCr[cr]);
        target[1] = Clamp(y + ((GreenOfCb[cb] + GreenOfCr[cr]) >> 16));
        target[2] = Clamp(y + BlueOfCb[cb]);
    }

    private static void WritePartial(Span<byte> target, int y, int cb, int cr)
    {
        var luminance = 1.1644 * (y - 16);
        target[0] = Round(luminance + 1.5960 * (cr - 128));
        target[1] = Round(luminance - 0.3917 * (cb - 128) - 0.8130 * (cr - 128));
        target[2] = Round(luminance + 2.0173 * (cb - 128));
    }

    private static int[] Table(int factor, int rounding, int shift)
    {
        var table = new int[256];
        for (var i = 0; i < 256; i++) table[i] = (factor * (i - 128) + rounding) >> shift;
        return table;
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static byte Round(double value) => (byte)Math.Clamp((int)Math.Floor(value + 0.5), 0, 255);
}
