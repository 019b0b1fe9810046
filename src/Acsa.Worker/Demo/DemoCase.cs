using Acsa.Imaging;

namespace Acsa.Worker.Demo;

/// <summary>One image of the demonstration, and what is known of it beforehand.</summary>
/// <param name="File">The DICOM file that is sent.</param>
/// <param name="AreaCm2">The true area; null where nobody knows it.</param>
/// <param name="MeanGrey">The true mean grey level; null where nobody knows it.</param>
sealed record DemoCase(string Name, string File, string StudyUid, string SopInstanceUid, string Muscle, Laterality Side, double? AreaCm2,
    double? MeanGrey);
