using Acsa.Phantom;

namespace Acsa.Benchmarks.Codecs;

/// <summary>A frame to code: samples interleaved by pixel, 8 bits in a byte or up to 16 in two, little endian.</summary>
internal sealed record Picture(int Width, int Height, int Components, int Bits, byte[] Samples)
{
    public int Pixels => Width * Height;

    /// <summary>A scanner's colour screen, 1024 × 768: a simulated section of the thigh with text and marks.</summary>
    public static Picture Colour()
    {
        var image = PhantomRenderer.Render(Recipe(1024, 768, true));
        return new Picture(1024, 768, 3, 8, image.Colour!.Pixels);
    }

    /// <summary>A grey screen of 640 × 480.</summary>
    public static Picture Grey() => new(640, 480, 1, 8, PhantomRenderer.Render(Recipe(640, 480, false)).Screen.Pixels);

    /// <summary>
    /// 800 × 600 of 12 bits in 16: the grey screen, with two bits of noise below it and two zeros below those, as converted data have them.
    /// </summary>
    public static Picture Wide()
    {
        var grey = PhantomRenderer.Render(Recipe(800, 600, false)).Screen.Pixels;
        var samples = new byte[2 * grey.Length];
        var noise = 1u;
        for (var i = 0; i < grey.Length; i++)
        {
            noise = noise * 1664525 + 1013904223;
            var value = 16 * grey[i] + (int)(noise >> 30) * 4;
            (samples[2 * i], samples[2 * i + 1]) = ((byte)value, (byte)(value >> 8));
        }
        return new Picture(800, 600, 1, 12, samples);
    }

    private static PhantomRecipe Recipe(int width, int height, bool colour) => new(
        7, 3, PhantomStructure.RectusFemoris, Imaging.Laterality.Left, 2, PhantomGeometry.Linear, width, height, 1, colour);
}
