namespace Acsa.Imaging;

/// <summary>A pixel size and where it comes from.</summary>
/// <param name="Source">What stated it.</param>
/// <param name="PixelSize">Pixel size in cm.</param>
/// <param name="Region">The part of the image it holds for.</param>
/// <param name="RegionIndex">0-based item of the Sequence of Ultrasound Regions; −1 for other sources.</param>
public sealed record Calibration(CalibrationSource Source, PixelSize PixelSize, PixelRectangle Region, int RegionIndex)
{
    /// <summary>
    /// Share by which the stated size differs from that of a ruler drawn in the picture, the larger of two directions; null without a
    /// ruler.
    /// </summary>
    public double? RulerDeviation { get; init; }
}
