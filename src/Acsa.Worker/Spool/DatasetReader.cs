using System.Globalization;
using System.Text;
using Acsa.DicomScp;

namespace Acsa.Worker.Spool;

/// <summary>
/// Reads a spooled file as far as the Study Instance UID (0020,000D), which precedes all bulk of an image. What follows is not looked at:
/// damage there is the analysis's to report on the study, and a deflated data set that inflates to gigabytes must not do so while the
/// scanner waits, nor at each start of the node.
/// </summary>
sealed class DatasetReader : IDatasetReader
{
    static readonly DicomTag LastWanted = DicomTag.StudyInstanceUID;
    static readonly DicomTag Count = DicomTag.NumberOfStudyRelatedInstances;

    public DatasetSummary Read(string file)
    {
        try
        {
            var read = DicomFile.Open(file, Encoding.ASCII, IsPastWanted, FileReadOption.SkipLargeTags);
            var uid = read.Dataset.GetSingleValueOrDefault(LastWanted, "").TrimEnd('\0', ' ');
            if (uid.Length == 0) return new(null, "The object names no study.");
            return InstanceHeader.IsUid(uid) ? new(uid, null) : new(null, "The object names its study by something that is not a UID.");
        }
        catch (Exception error) when (TroubleOf(error) is { } trouble)
        {
            // Nothing is known of the object: filed as unreadable it would be answered Success and belong to no study for ever.
            throw new IOException($"The file that was just written cannot be read back: {trouble.Message}", trouble);
        }
        catch (Exception error) when (error is DicomException or IOException or InvalidCastException or FormatException)
        {
            return new(null, "The object cannot be read as DICOM.");
        }
    }

    public int? ReadStudyInstances(string file)
    {
        try
        {
            var read = DicomFile.Open(file, Encoding.ASCII, IsPastCount, FileReadOption.SkipLargeTags).Dataset;
            var text = read.GetSingleValueOrDefault(Count, "").Trim('\0', ' ');
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        }
        catch (Exception error) when (error is DicomException or IOException or InvalidCastException or FormatException)
        {
            return null; // It is no help then; whether the object can be read is another question.
        }
    }

    // What disk or system say, not the bytes: a file that somebody holds, or that was taken away.
    static Exception? TroubleOf(Exception error) => error switch
    {
        EndOfStreamException => null,
        IOException or UnauthorizedAccessException => error,
        DicomFileException { InnerException: { } inner } => TroubleOf(inner),
        _ => null,
    };

    static bool IsPastCount(ParseState at) => at.SequenceDepth == 0 && at.Tag.CompareTo(Count) > 0;

    static bool IsPastWanted(ParseState at) => at.SequenceDepth == 0 && at.Tag.CompareTo(LastWanted) > 0;
}
