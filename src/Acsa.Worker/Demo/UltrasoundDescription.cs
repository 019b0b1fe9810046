using Acsa.Imaging;

namespace Acsa.Worker.Demo;

/// <summary>What a demonstration object says of itself.</summary>
/// <param name="Subject">Pseudonym of who was scanned.</param>
/// <param name="Region">The part of the image that is ultrasound.</param>
sealed record UltrasoundDescription(
    string Subject, string StudyDescription, string SeriesDescription, Laterality Side, PixelRectangle Region, PixelSize PixelSize);
