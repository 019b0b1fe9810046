namespace Acsa.Imaging;

/// <summary>Draws on an <see cref="RgbImage"/> in place; whatever falls outside of it is left out.</summary>
public sealed class Canvas(RgbImage image)
{
    public RgbImage Image { get; } = image;

    /// <summary>Height in pixels that a line of text takes at a scale.</summary>
    public static int TextLineHeight(int scale) => BitmapFont.LineHeight * scale;

    /// <summary>Width in pixels of a text at a scale.</summary>
    public static int TextWidth(string text, int scale) => text.Length * BitmapFont.Advance * scale;

    /// <summary>Sets one pixel.</summary>
    public void Set(int x, int y, RgbColour colour)
    {
        if ((uint)x >= (uint)Image.Width || (uint)y >= (uint)Image.Height) return;
        var at = (y * Image.Width + x) * 3;
        (Image.Pixels[at], Image.Pixels[at + 1], Image.Pixels[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    /// <summary>Fills a rectangle.</summary>
    public void FillRectangle(PixelRectangle rectangle, RgbColour colour)
    {
        for (var y = Math.Max(0, rectangle.Top); y <= Math.Min(Image.Height - 1, rectangle.Bottom); y++)
        {
            for (var x = Math.Max(0, rectangle.Left); x <= Math.Min(Image.Width - 1, rectangle.Right); x++) Set(x, y, colour);
        }
    }

    /// <summary>Lays colour over the mask's pixels; <paramref name="opacity"/> 0 changes nothing, 1 hides the image.</summary>
    public void Fill(Mask mask, RgbColour colour, double opacity)
    {
        CheckSize(mask);
        var weight = (int)Math.Round(Math.Clamp(opacity, 0, 1) * 256);
        for (int i = 0, p = 0; i < mask.Pixels.Length; i++, p += 3)
        {
            if (mask.Pixels[i] == 0) continue;
            Image.Pixels[p] = Blend(Image.Pixels[p], colour.Red, weight);
            Image.Pixels[p + 1] = Blend(Image.Pixels[p + 1], colour.Green, weight);
            Image.Pixels[p + 2] = Blend(Image.Pixels[p + 2], colour.Blue, weight);
        }
    }

    /// <summary>
    /// Draws the mask's outline, 1 or 2 pixels wide: the mask's own outermost pixels, and for 2 also the pixels just outside, so that
    /// the true edge runs in the middle of the line.
    /// </summary>
    public void Outline(Mask mask, RgbColour colour, int width = 1)
    {
        CheckSize(mask);
        var cross = StructuringElement.Disk(1);
        var inner = Bordered(mask).Erode(cross);
        var outer = width > 1 ? mask.Dilate(cross) : mask;
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (outer[x, y] && !inner[x + 1, y + 1]) Set(x, y, colour);
            }
        }
    }

    /// <summary>Draws a straight line, one pixel wide (Bresenham), between two pixels.</summary>
    public void Line(int fromX, int fromY, int toX, int toY, RgbColour colour)
    {
        // Both ends far outside would walk for long; the part outside is cut off first.
        if (!LineClipping.Clip(Image.Width, Image.Height, ref fromX, ref fromY, ref toX, ref toY)) return;
        int dx = Math.Abs(toX - fromX), dy = -Math.Abs(toY - fromY), stepX = Math.Sign(toX - fromX), stepY = Math.Sign(toY - fromY);
        var error = dx + dy;
        while (true)
        {
            Set(fromX, fromY, colour);
            if (fromX == toX && fromY == toY) return;
            var doubled = 2 * error;
            if (doubled >= dy) (error, fromX) = (error + dy, fromX + stepX);
            if (doubled <= dx) (error, fromY) = (error + dx, fromY + stepY);
        }
    }

    /// <summary>Draws a closed polygon; a point (x, y) falls into the pixel that holds it.</summary>
    public void Draw(Polygon polygon, RgbColour colour)
    {
        var previous = polygon.Points[^1];
        foreach (var point in polygon.Points)
        {
            Line((int)Math.Floor(previous.X), (int)Math.Floor(previous.Y), (int)Math.Floor(point.X), (int)Math.Floor(point.Y), colour);
            previous = point;
        }
    }

    /// <summary>Writes text with its top left corner at (x, y); with <paramref name="halo"/>, on a dark rim that keeps it legible on any
    /// image.</summary>
    public void Text(int x, int y, string text, RgbColour colour, int scale = 1, RgbColour? halo = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        if (halo is { } rim)
        {
            ForEachDot(x, y, text, scale, (left, top) => FillRectangle(new(left - 1, top - 1, left + scale, top + scale), rim));
        }
        ForEachDot(x, y, text, scale, (left, top) => FillRectangle(new(left, top, left + scale - 1, top + scale - 1), colour));
    }

    private static void ForEachDot(int x, int y, string text, int scale, Action<int, int> draw)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var glyph = BitmapFont.Glyph(text[i]);
            for (var row = 0; row < BitmapFont.GlyphHeight; row++)
            {
                for (var column = 0; column < BitmapFont.GlyphWidth; column++)
                {
                    if ((glyph[row] & 16 >> column) != 0) draw(x + (i * BitmapFont.Advance + column) * scale, y + row * scale);
                }
            }
        }
    }

    // An empty rim, so that a mask which reaches the image border has an outline there as well.
    private static Mask Bordered(Mask mask) =>
        mask.PlaceInto(mask.Width + 2, mask.Height + 2, new(1, 1, mask.Width, mask.Height));

    private static byte Blend(byte under, byte over, int weight) => (byte)((under * (256 - weight) + over * weight + 128) >> 8);

    private void CheckSize(Mask mask)
    {
        if (mask.Width != Image.Width || mask.Height != Image.Height)
            throw new ArgumentException($"The mask is {mask.Width}×{mask.Height}, the image {Image.Width}×{Image.Height}.", nameof(mask));
    }
}
