namespace Acsa.Acquisition;

/// <summary>A ruler found in the picture and what was made of it.</summary>
/// <param name="TickCm">What a tick was taken for, cm; null when that could not be told.</param>
/// <param name="Deviation">Share by which the stated scale differs from the ruler's; null when none is stated or no tick fits.</param>
public sealed record RulerReading(Ruler Ruler, double? TickCm, double? Deviation);
