using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>How far the outline (the half level of a blurred mask) reaches in two directions.</summary>
internal static class OutlineExtent
{
    /// <summary>In cm from the centre, along (cos, sin) and along (−sin, cos); nothing lies inside where Low is above High.</summary>
    public static (Interval Along, Interval Across) Of(SmoothMask mask, PixelSize size, double centreX, double centreY, double sin,
        double cos)
    {
        var (lowS, highS, lowT, highT) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var point in mask.Crossings())
        {
            var (x, y) = (point.X * size.XCm - centreX, point.Y * size.YCm - centreY);
            var (s, t) = (x * cos + y * sin, y * cos - x * sin);
            (lowS, highS, lowT, highT) = (Math.Min(lowS, s), Math.Max(highS, s), Math.Min(lowT, t), Math.Max(highT, t));
        }
        return (new(lowS, highS), new(lowT, highT));
    }
}
