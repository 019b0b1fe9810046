namespace Acsa.Imaging;

/// <summary>Left becomes right.</summary>
public static class Mirroring
{
    /// <summary>The mirror image.</summary>
    public static GreyImage Mirrored(this GreyImage image) => new(image.Width, image.Height, Reverse(image.Pixels, image.Width));

    /// <inheritdoc cref="Mirrored(GreyImage)"/>
    public static FloatPlane Mirrored(this FloatPlane plane) => new(plane.Width, plane.Height, Reverse(plane.Values, plane.Width));

    private static T[] Reverse<T>(T[] values, int width)
    {
        var reversed = (T[])values.Clone();
        for (var start = 0; start < reversed.Length; start += width) reversed.AsSpan(start, width).Reverse();
        return reversed;
    }
}
