using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>
/// Which studies are of one patient. The ledger does not know patients; their files do, and what they say is kept in memory as long as the
/// node runs.
/// </summary>
sealed class PatientIndex(SqlLedger ledger, SpoolFolder spool, ResultFolder results)
{
    const int MostStudies = 5000;
    readonly ConcurrentDictionary<string, PatientStudy> _known = new(StringComparer.Ordinal);

    /// <summary>The studies of the patient that a study is of, the oldest first; empty when it names none, or its files are not
    /// held.</summary>
    public async Task<IReadOnlyList<PatientStudy>> StudiesLikeAsync(string studyUid, CancellationToken stop)
    {
        if (await FindAsync(studyUid, stop) is not { } own) return [];
        var found = new List<PatientStudy>();
        foreach (var row in await ledger.StudiesAsync(null, null, MostStudies, stop))
            if (await FindAsync(row.StudyUid, stop) is { } study && study.Patient == own.Patient) found.Add(study);
        return [.. found.OrderBy(study => study.MadeAt)];
    }

    async Task<PatientStudy?> FindAsync(string studyUid, CancellationToken stop)
    {
        if (_known.TryGetValue(studyUid, out var known)) return known;
        if (await ledger.FilesAsync(studyUid, stop) is not { } files) return null;
        // Results are small and kept longer.
        var paths = files.Results.Where(file => file.IsKept).Select(file => results.PathOf(file.File))
            .Concat(files.Instances.Where(file => file.IsKept).Select(file => spool.PathOf(file.File)));
        var read = paths.Take(3).Select(path => Read(studyUid, path)).OfType<PatientStudy>().FirstOrDefault();
        if (read is not null) _known[studyUid] = read;
        return read;
    }

    static PatientStudy? Read(string studyUid, string path)
    {
        try
        {
            var dataset = DicomFile.Open(path, Encoding.ASCII, at => at.SequenceDepth == 0
                && at.Tag.CompareTo(DicomTag.StudyInstanceUID) > 0,
                FileReadOption.SkipLargeTags).Dataset;
            var id = dataset.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim();
            if (id.Length == 0) return null;
            var issuer = dataset.GetSingleValueOrDefault(DicomTag.IssuerOfPatientID, "").Trim();
            var date = dataset.GetSingleValueOrDefault(DicomTag.StudyDate, "").Trim();
            var time = dataset.GetSingleValueOrDefault(DicomTag.StudyTime, "").Trim();
            return DateTime.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new(studyUid, $"{issuer}\\{id}", day + TimeOf(time)) : null;
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    static TimeSpan TimeOf(string text) =>
        text.Length >= 4 && TimeSpan.TryParseExact(text[..4], "hhmm", CultureInfo.InvariantCulture, out var time) ? time : TimeSpan.Zero;
}
