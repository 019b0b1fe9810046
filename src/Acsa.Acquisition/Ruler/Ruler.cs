using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>A row of tick marks at equal distances, as scanners draw them beside their picture.</summary>
/// <param name="IsVertical">Whether the ticks follow each other downwards; else to the right.</param>
/// <param name="Bounds">The smallest rectangle that holds the middles of all ticks.</param>
/// <param name="Ticks">How many were found.</param>
/// <param name="PeriodPixels">Distance from tick to tick, fitted through all of them.</param>
/// <param name="LongEvery">Every so many ticks one is longer; 0 when all are alike.</param>
/// <param name="Scatter">Root mean square of the ticks' distance from where the fit expects them, pixels.</param>
public sealed record Ruler(bool IsVertical, PixelRectangle Bounds, int Ticks, double PeriodPixels, int LongEvery, double Scatter);
