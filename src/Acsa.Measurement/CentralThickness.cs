using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// Thickness "central-perpendicular-1": how much of the mask lies on the line through its centroid at a right angle to its principal
/// axis. Axis and length are found in centimetres, so pixels need not be square; a gap on the line is not counted.
/// </summary>
internal static class CentralThickness
{
    private const double StepPixels = 0.25;

    /// <summary>In cm; null for an empty or hair-thin mask.</summary>
    public static double? Measure(Mask mask, PixelSize size)
    {
        if (mask.Moments() is not { } moments || SmoothMask.Create(mask, size) is not { } smooth) return null;
        var xx = moments.CovarianceXx * size.XCm * size.XCm;
        var xy = moments.CovarianceXy * size.XCm * size.YCm;
        var yy = moments.CovarianceYy * size.YCm * size.YCm;
        var principal = 0.5 * Math.Atan2(2 * xy, xx - yy);
        var (sin, cos) = Math.SinCos(principal);
        var step = StepPixels * Math.Min(size.XCm, size.YCm);
        // The direction (−sin, cos) is a unit vector in cm; one step of it in pixels:
        var (dx, dy) = (-sin * step / size.XCm, cos * step / size.YCm);
        var steps = (int)Math.Ceiling(Diagonal(mask, size) / step);

        double length = 0;
        var previous = smooth.At(moments.CentroidX - steps * dx, moments.CentroidY - steps * dy);
        for (var i = 1 - steps; i <= steps; i++)
        {
            var value = smooth.At(moments.CentroidX + i * dx, moments.CentroidY + i * dy);
            length += InsidePart(previous, value) * step;
            previous = value;
        }
        return length > 0 ? length : null;
    }

    // The part of a step, 0 to 1, on which the linearly interpolated value is at least one half.
    private static double InsidePart(double from, double to)
    {
        if (from >= 0.5 && to >= 0.5) return 1;
        if (from < 0.5 && to < 0.5) return 0;
        return (Math.Max(from, to) - 0.5) / Math.Abs(from - to);
    }

    private static double Diagonal(Mask mask, PixelSize size)
    {
        var (width, height) = (mask.Width * size.XCm, mask.Height * size.YCm);
        return Math.Sqrt(width * width + height * height);
    }
}
