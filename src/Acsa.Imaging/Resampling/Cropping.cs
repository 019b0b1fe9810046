namespace Acsa.Imaging;

/// <summary>Cutting rectangles out and putting them back. A rectangle must lie inside the image.</summary>
public static class Cropping
{
    /// <summary>The part of the image inside <paramref name="rectangle"/>.</summary>
    public static GreyImage Crop(this GreyImage image, PixelRectangle rectangle) =>
        new(rectangle.Width, rectangle.Height, CutOut(image.Pixels, image.Width, image.Height, 1, rectangle));

    /// <inheritdoc cref="Crop(GreyImage, PixelRectangle)"/>
    public static RgbImage Crop(this RgbImage image, PixelRectangle rectangle) =>
        new(rectangle.Width, rectangle.Height, CutOut(image.Pixels, image.Width, image.Height, 3, rectangle));

    /// <summary>The part of the mask inside <paramref name="rectangle"/>.</summary>
    public static Mask Crop(this Mask mask, PixelRectangle rectangle) =>
        new(rectangle.Width, rectangle.Height, CutOut(mask.Pixels, mask.Width, mask.Height, 1, rectangle));

    /// <summary>The part of the plane inside <paramref name="rectangle"/>.</summary>
    public static FloatPlane Crop(this FloatPlane plane, PixelRectangle rectangle) =>
        new(rectangle.Width, rectangle.Height, CutOut(plane.Values, plane.Width, plane.Height, 1, rectangle));

    /// <summary>The opposite of <see cref="Crop(Mask, PixelRectangle)"/>: an image-sized mask, empty outside of
    /// <paramref name="rectangle"/>.</summary>
    public static Mask PlaceInto(this Mask part, int width, int height, PixelRectangle rectangle)
    {
        Check(width, height, rectangle);
        if (part.Width != rectangle.Width || part.Height != rectangle.Height)
            throw new ArgumentException($"A {part.Width}×{part.Height} mask does not fill {rectangle}.", nameof(part));
        var whole = new Mask(width, height);
        for (var y = 0; y < part.Height; y++)
        {
            part.Pixels.AsSpan(y * part.Width, part.Width)
                .CopyTo(whole.Pixels.AsSpan((y + rectangle.Top) * width + rectangle.Left));
        }
        return whole;
    }

    private static T[] CutOut<T>(T[] source, int width, int height, int channels, PixelRectangle rectangle)
    {
        Check(width, height, rectangle);
        var rowLength = rectangle.Width * channels;
        var result = GC.AllocateUninitializedArray<T>(rowLength * rectangle.Height);
        for (var y = 0; y < rectangle.Height; y++)
        {
            source.AsSpan(((y + rectangle.Top) * width + rectangle.Left) * channels, rowLength).CopyTo(result.AsSpan(y * rowLength));
        }
        return result;
    }

    private static void Check(int width, int height, PixelRectangle rectangle)
    {
        if (rectangle.Width < 1 || rectangle.Height < 1 || !new PixelRectangle(0, 0, width - 1, height - 1).Contains(rectangle))
            throw new ArgumentOutOfRangeException(nameof(rectangle), $"{rectangle} does not lie inside a {width}×{height} image.");
    }
}
