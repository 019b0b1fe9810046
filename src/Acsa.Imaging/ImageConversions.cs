using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>Between grey and colour.</summary>
public static class ImageConversions
{
    /// <summary>Luma of Rec. ITU-R BT.601: (19595 R + 38470 G + 7471 B + 32768) >> 16, the same integers as Pillow's "L"; equal channels
    /// stay exact.</summary>
    public static GreyImage ToGrey(this RgbImage image)
    {
        var source = image.Pixels;
        var grey = GC.AllocateUninitializedArray<byte>(image.Width * image.Height);
        var i = 0;
        for (; i <= grey.Length - RgbVectors.Pixels; i += RgbVectors.Pixels)
        {
            var (r, g, b) = RgbVectors.Load(source.AsSpan(3 * i));
            RgbVectors.Luma(r, g, b).CopyTo(grey, i);
        }

        for (var p = 3 * i; i < grey.Length; i++, p += 3) grey[i] = Luma(source[p], source[p + 1], source[p + 2]);
        return new(image.Width, image.Height, grey);
    }

    /// <summary>Three equal channels.</summary>
    public static RgbImage ToRgb(this GreyImage image)
    {
        var grey = image.Pixels;
        var rgb = GC.AllocateUninitializedArray<byte>(checked(grey.Length * 3));
        var i = 0;
        for (; i <= grey.Length - RgbVectors.Pixels; i += RgbVectors.Pixels)
            RgbVectors.StoreGrey(Vector128.Create(grey, i), rgb.AsSpan(3 * i));
        for (var p = 3 * i; i < grey.Length; i++, p += 3) rgb[p] = rgb[p + 1] = rgb[p + 2] = grey[i];
        return new(image.Width, image.Height, rgb);
    }

    internal static byte Luma(int r, int g, int b) => (byte)((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
}
