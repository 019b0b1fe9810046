namespace Acsa.Imaging;

/// <summary>What somebody traced on a picture with LabelMe.</summary>
/// <param name="Shapes">Label and outline, in the order of the file; (0, 0) is the outer corner of the first pixel.</param>
public sealed record LabelMeDrawing(int Width, int Height, IReadOnlyList<(string Label, Polygon Outline)> Shapes)
{
    /// <summary>The pixels whose centres lie within any shape of the label; of any label when it is null.</summary>
    public Mask ToMask(string? label = null)
    {
        var mask = new Mask(Width, Height);
        foreach (var (_, outline) in Shapes.Where(shape => label is null || shape.Label == label))
        {
            var filled = outline.Rasterise(Width, Height);
            for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] |= filled.Pixels[i];
        }
        return mask;
    }
}
