using System.Globalization;

namespace Acsa.Acquisition;

/// <summary>Whether a pixel size can be that of an ultrasound picture.</summary>
internal static class Plausibility
{
    /// <summary>A sentence if a pixel of that size (cm) is unbelievable, else null.</summary>
    public static string? Problem(double xCm, double yCm)
    {
        var (x, y) = (xCm * 10, yCm * 10);
        if (x is >= Limits.MinPixelMm and <= Limits.MaxPixelMm && y is >= Limits.MinPixelMm and <= Limits.MaxPixelMm) return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"the stated pixel size of {x:G4} × {y:G4} mm is not believable (expected {Limits.MinPixelMm} to {Limits.MaxPixelMm} mm)");
    }

    /// <summary>Whether two lengths differ by at most the share <paramref name="tolerance"/>.</summary>
    public static bool Agree(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
}
