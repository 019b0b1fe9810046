namespace Acsa.Imaging;

/// <summary>
/// Binary morphology. What lies beyond the image has no say: it neither dilates into the image nor erodes from its border
/// (as OpenCV and scikit-image do).
/// </summary>
public static class Morphology
{
    /// <summary>Inside wherever the element, centred there, meets the mask.</summary>
    public static Mask Dilate(this Mask mask, StructuringElement element) => Spread(mask, element, 1);

    /// <summary>Inside wherever the element, centred there, lies within the mask.</summary>
    public static Mask Erode(this Mask mask, StructuringElement element) => Spread(mask, element, 0);

    /// <summary>Erosion, then dilation: thin bridges and specks go.</summary>
    public static Mask Open(this Mask mask, StructuringElement element) => mask.Erode(element).Dilate(element);

    /// <summary>Dilation, then erosion: thin gaps and pinholes go.</summary>
    public static Mask Close(this Mask mask, StructuringElement element) => mask.Dilate(element).Erode(element);

    // Erosion is the dilation of the outside: both paint runs of one value, widened, into the rows around.
    private static Mask Spread(Mask mask, StructuringElement element, byte value)
    {
        if (!element.IsRectangle) return Paint(mask, element.Reach, value);
        var wide = Paint(mask, [element.Reach[0]], value);
        return Paint(wide, new int[element.Reach.Length], value);
    }

    private static Mask Paint(Mask mask, int[] reach, byte value)
    {
        var (result, radius) = (new Mask(mask.Width, mask.Height, (byte[])mask.Pixels.Clone()), reach.Length / 2);
        for (var y = 0; y < mask.Height; y++)
        {
            var (from, to) = (Math.Max(0, y - radius), Math.Min(mask.Height - 1, y + radius));
            for (var x = 0; MaskRuns.TryNext(mask.Row(y), x, value, out var start, out var end); x = end)
            {
                for (var row = from; row <= to; row++)
                {
                    var side = reach[row - y + radius];
                    var left = Math.Max(0, start - side);
                    result.WritableRow(row)[left..Math.Min(mask.Width, end + side)].Fill(value);
                }
            }
        }
        return result;
    }
}
