using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Worker.Priors;

/// <summary>Whose image it is and of when: the person as a hash keyed with the ledger's secret.</summary>
/// <param name="StudyDate">YYYYMMDD.</param>
sealed record PriorSubject(string PatientKey, string StudyInstanceUid, string StudyDate)
{
    /// <summary>Null for an image without Patient ID or a valid Study Date: it is compared with nothing.</summary>
    public static PriorSubject? Read(DicomDataset dataset, byte[] key)
    {
        var (id, issuer) = (Text(dataset, DicomTag.PatientID), Text(dataset, DicomTag.IssuerOfPatientID));
        var (study, date) = (Text(dataset, DicomTag.StudyInstanceUID), Text(dataset, DicomTag.StudyDate));
        if (id.Length == 0 || study.Length == 0
            || !DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return null;
        // U+001F cannot occur in either value.
        return new(Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"patient\u001f{issuer}\u001f{id}"))), study,
            date);
    }

    /// <summary>The same from a file; null also when it cannot be read: then the analysis says why.</summary>
    public static PriorSubject? Read(string file, byte[] key)
    {
        try
        {
            return Read(DicomFile.Open(file, FileReadOption.SkipLargeTags).Dataset, key);
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    static string Text(DicomDataset dataset, DicomTag tag) =>
        dataset.Contains(tag) && dataset.TryGetString(tag, out var text) ? text.Trim(' ', '\0') : "";
}
