using System.Text;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>Reads the Patient ID of a file, for the audit trail alone.</summary>
static class PatientIds
{
    /// <summary>Patient ID (0010,0020); empty when there is none or the file cannot be read.</summary>
    public static string Read(string file)
    {
        try
        {
            return DicomFile.Open(file, Encoding.UTF8, state => state.Tag.CompareTo(DicomTag.PatientID) > 0, FileReadOption.SkipLargeTags)
                .Dataset.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim('\0', ' ');
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException or InvalidCastException
            or FormatException)
        {
            return "";
        }
    }
}
