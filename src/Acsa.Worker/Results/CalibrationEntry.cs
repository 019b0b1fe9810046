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
    public static CalibrationEntry From(Calibration calibration) => new(
        NameOf(calibration.Source), calibration.PixelSize.XCm, calibration.PixelSize.YCm,
        [calibration.Region.Left, calibration.Region.Top, calibration.Region.Right, calibration.Region.Bottom]);

    public static string NameOf(CalibrationSource source) => source switch
    {
        CalibrationSource.UltrasoundRegion => "ultrasound-region",
        CalibrationSource.PixelSpacing => "pixel-spacing",
        CalibrationSource.Ruler => "ruler",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
