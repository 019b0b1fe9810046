namespace Acsa.Imaging;

/// <summary>Left becomes right.</summary>
public static class Mirroring
{
    /// <summary>The mirror image.</summary>
    public static GreyImage Mirrored(this GreyImage image) => new(image.Width, image.Height, Reverse(image.Pixels, image.Width));

    /// <summary>Mirrors a plane in place.</summary>
    public static void Mirror(this FloatPlane plane)
    {
        for (var start = 0; start < plane.Values.Length; start += plane.Width) plane.Values.AsSpan(start, plane.Width).Reverse();
    }

    private static T[] Reverse<T>(T[] values, int width)
    {
        var reversed = (T[])values.Clone();
        for (var start = 0; start < reversed.Length; start += width) reversed.AsSpan(start, width).Reverse();
        return reversed;
    }
}
