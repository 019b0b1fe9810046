namespace Acsa.Imaging;

/// <summary>The picture that goes beside the numbers: the image with outlined, faintly filled masks, and the captions on a band below
/// it.</summary>
/// <remarks>The image keeps its pixels and its place at the top left; the band is added below, so no caption hides anything.</remarks>
public static class OverlayRenderer
{
    private const double FillOpacity = 0.15; // Enough to see which side is inside, little enough to judge the echoes under it.
    private const int Margin = 8;
    private static readonly RgbColour s_text = new(235, 235, 235);

    /// <summary>Yellow, readable on grey and unlike any B-mode tint; further structures take the next colours.</summary>
    public static IReadOnlyList<RgbColour> Palette { get; } =
        [new(255, 214, 0), new(0, 200, 255), new(255, 96, 160), new(120, 230, 80), new(255, 140, 0), new(180, 140, 255)];

    /// <summary>Draws on a copy of a grey image.</summary>
    public static RgbImage Render(GreyImage image, IReadOnlyList<OverlayShape> shapes, IReadOnlyList<string> captions) =>
        Render(image.ToRgb(), shapes, captions);

    /// <summary>Draws on a copy of a colour image.</summary>
    public static RgbImage Render(RgbImage image, IReadOnlyList<OverlayShape> shapes, IReadOnlyList<string> captions) =>
        Render(image, shapes, [.. captions.Select(caption => new OverlayCaption(caption))]);

    /// <summary>Draws on a copy of a colour image, each caption in the colour of the outline that it speaks of.</summary>
    public static RgbImage Render(RgbImage image, IReadOnlyList<OverlayShape> shapes, IReadOnlyList<OverlayCaption> captions)
    {
        var drawn = new RgbImage(image.Width, image.Height, (byte[])image.Pixels.Clone());
        var canvas = new Canvas(drawn);
        foreach (var shape in shapes) canvas.Fill(shape.Mask, shape.Colour, FillOpacity);
        foreach (var shape in shapes) canvas.Outline(shape.Mask, shape.Colour, image.Width >= 640 ? 2 : 1);
        return captions.Count == 0 ? drawn : WithCaptions(drawn, captions);
    }

    private static RgbImage WithCaptions(RgbImage image, IReadOnlyList<OverlayCaption> captions)
    {
        var scale = image.Width >= 800 ? 2 : 1;
        var perLine = Math.Max(1, (image.Width - 2 * Margin) / Canvas.TextWidth(" ", scale));
        var lines = new List<(string Text, RgbColour Colour)>();
        foreach (var caption in captions)
        {
            var wrapped = new List<string>();
            TextWrapping.Wrap(caption.Text, perLine, wrapped);
            lines.AddRange(wrapped.Select(line => (line, caption.Colour ?? s_text)));
        }
        var band = 2 * Margin + lines.Count * Canvas.TextLineHeight(scale);
        var whole = new RgbImage(image.Width, image.Height + band);
        image.Pixels.CopyTo(whole.Pixels, 0);
        var canvas = new Canvas(whole);
        for (var i = 0; i < lines.Count; i++)
            canvas.Text(Margin, image.Height + Margin + i * Canvas.TextLineHeight(scale), lines[i].Text, lines[i].Colour, scale);
        return whole;
    }
}
