using System.Text.Json.Serialization;
using Acsa.Imaging;

namespace Acsa.Worker.Results;

/// <summary>Where the pixel size comes from.</summary>
/// <param name="Source">ultrasound-region, pixel-spacing or ruler.</param>
/// <param name="Region">Left, top, right, bottom in pixels, bounds included.</param>
sealed record CalibrationEntry(
    string Source,
    [property: JsonPropertyName("deltaXcm")] double DeltaXCm,
    [property: JsonPropertyName("deltaYcm")] double DeltaYCm,
    IReadOnlyList<int> Region)
{
    /// <summary>1-based item of the Sequence of Ultrasound Regions; null for other sources.</summary>
    public int? RegionItem { get; init; }

    /// <summary>Share by which the stated size differs from that of the ruler drawn in the picture; null without a ruler.</summary>
    public double? RulerDeviation { get; init; }

    public static CalibrationEntry From(Calibration calibration) => new(
        NameOf(calibration.Source), calibration.PixelSize.XCm, calibration.PixelSize.YCm,
        [calibration.Region.Left, calibration.Region.Top, calibration.Region.Right, calibration.Region.Bottom])
    {
        RegionItem = calibration.RegionIndex >= 0 ? calibration.RegionIndex + 1 : null,
        RulerDeviation = calibration.RulerDeviation,
    };

    public static string NameOf(CalibrationSource source) => source switch
    {
        CalibrationSource.UltrasoundRegion => "ultrasound-region",
        CalibrationSource.PixelSpacing => "pixel-spacing",
        CalibrationSource.Ruler => "ruler",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
