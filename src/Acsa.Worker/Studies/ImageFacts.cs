using System.Globalization;
using Acsa.Measurement;

namespace Acsa.Worker.Studies;

/// <summary>
/// What an instance states of its study, its person, its scanner and its place: nothing is guessed, what is not believable is not there.
/// </summary>
/// <param name="StudyInstanceUid">Null when the object has none.</param>
/// <param name="Place">Slice Location (0020,1041); null when not stated.</param>
sealed record ImageFacts(string? StudyInstanceUid, SlicePlace? Place, ScannerSetting Setting, Subject Subject)
{
    // Beyond these a value is a slip of the keyboard or in another unit.
    const double LeastKg = 0.3, MostKg = 500, LeastCm = 20, MostCm = 260, MostYears = 120;

    public static ImageFacts Read(DicomDataset dataset) => new(
        Text(dataset, DicomTag.StudyInstanceUID),
        Number(dataset, DicomTag.SliceLocation) is { } mm ? new(mm / 10, SlicePlace.SliceLocation) : null,
        new(Text(dataset, DicomTag.Manufacturer), Text(dataset, DicomTag.ManufacturerModelName), Text(dataset, DicomTag.TransducerData),
            Text(dataset, DicomTag.ProcessingFunction)),
        new(Age(dataset),
            Text(dataset, DicomTag.PatientSex) switch { "F" => true, "M" => false, _ => null },
            Within(Number(dataset, DicomTag.PatientWeight), LeastKg, MostKg),
            Within(Number(dataset, DicomTag.PatientSize) * 100, LeastCm, MostCm)));

    // PS3.5 6.2, AS: nnnD, nnnW, nnnM or nnnY. Without it, from the dates; the age in whole years would move a z-score at each birthday.
    static double? Age(DicomDataset dataset)
    {
        if (Text(dataset, DicomTag.PatientAge) is { Length: 4 } age
            && int.TryParse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            double? days = age[3] switch { 'Y' => 365.25, 'M' => 365.25 / 12, 'W' => 7, 'D' => 1, _ => null };
            if (days is { } unit) return Within(count * unit / 365.25, 0, MostYears);
        }

        return Date(dataset, DicomTag.PatientBirthDate) is { } birth && Date(dataset, DicomTag.StudyDate) is { } study
            ? Within((study.DayNumber - birth.DayNumber) / 365.25, 0, MostYears)
            : null;
    }

    static DateOnly? Date(DicomDataset dataset, DicomTag tag) =>
        DateOnly.TryParseExact(Text(dataset, tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : null;

    static double? Within(double? value, double least, double most) => value >= least && value <= most ? value : null;

    static double? Number(DicomDataset dataset, DicomTag tag) =>
        double.TryParse(Text(dataset, tag), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value : null;

    static string? Text(DicomDataset dataset, DicomTag tag) =>
        dataset.Contains(tag) && dataset.TryGetString(tag, out var text) && text.Trim(' ', '\0') is { Length: > 0 } trimmed ? trimmed
            : null;
}
