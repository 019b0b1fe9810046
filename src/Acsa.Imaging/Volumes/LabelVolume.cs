namespace Acsa.Imaging;

/// <summary>Label values of slices of one size, as a file has them.</summary>
/// <param name="Slices">One array of width × height values for each slice, row by row.</param>
/// <param name="SliceSpacing">Size of a pixel; null where the file states no unit of length.</param>
public sealed record LabelVolume(int Width, int Height, IReadOnlyList<double[]> Slices, PixelSize? SliceSpacing)
{
    /// <summary>The values other than 0, ascending.</summary>
    public IReadOnlyList<double> Labels() => [.. Slices.SelectMany(slice => slice).Where(value => value != 0).Distinct().Order()];

    /// <summary>The pixels of one slice (0-based) that have the label; of all labels when it is null.</summary>
    public Mask ToMask(int slice, double? label = null)
    {
        var mask = new Mask(Width, Height);
        for (var i = 0; i < mask.Pixels.Length; i++)
            mask.Pixels[i] = (label is { } one ? Slices[slice][i] == one : Slices[slice][i] != 0) ? (byte)1 : (byte)0;
        return mask;
    }
}
