namespace Acsa.Imaging;

/// <summary>A rectangle of pixels; all four bounds belong to it, as in DICOM's Region Location attributes (PS3.3 C.8.5.5).</summary>
public readonly record struct PixelRectangle(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;
    public int Height => Bottom - Top + 1;

    /// <summary>Whether the two have a pixel in common.</summary>
    public bool Intersects(PixelRectangle other) =>
        other.Left <= Right && Left <= other.Right && other.Top <= Bottom && Top <= other.Bottom;

    /// <summary>Whether all of <paramref name="other"/> lies in this one.</summary>
    public bool Contains(PixelRectangle other) =>
        other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;
}
