using System.Text.Json.Serialization;
using Acsa.Imaging;

namespace Acsa.Worker.Results;

/// <summary>Where the pixel size comes from.</summary>
/// <param name="Source">ultrasound-region or pixel-spacing.</param>
/// <param name="Region">Left, top, right, bottom in pixels, bounds included.</param>
sealed record CalibrationEntry(
    string Source,
    [property: JsonPropertyName("deltaXcm")] double DeltaXCm,
    [property: JsonPropertyName("deltaYcm")] double DeltaYCm,
    IReadOnlyList<int> Region)
{
    public static CalibrationEntry From(Calibration calibration) => new(
        calibration.Source == CalibrationSource.UltrasoundRegion ? "ultrasound-region" : "pixel-spacing",
        calibration.PixelSize.XCm, calibration.PixelSize.YCm,
        [calibration.Region.Left, calibration.Region.Top, calibration.Region.Right, calibration.Region.Bottom]);
}
