using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Priors;

/// <summary>What of an image is kept for later studies.</summary>
static class PriorRows
{
    /// <summary>One row for each structure with a side and an area that nobody has to look at first.</summary>
    /// <param name="results">What was written; the report among it is the one to cite.</param>
    public static IReadOnlyList<PriorRow> Of(
        PriorSubject? subject, string? sopInstanceUid, IReadOnlyList<Finding> findings, ImageFacts? facts,
        IReadOnlyList<ResultInstance> results)
    {
        if (subject is null || sopInstanceUid is null || facts is null) return [];
        var report = results.FirstOrDefault(result => result.SopClassUid == DicomUID.Comprehensive3DSRStorage.UID
            || result.SopClassUid == DicomUID.ComprehensiveSRStorage.UID) is { } written
            ? InstanceReference.Of(written.File.Dataset) : null;
        return
        [
            .. PriorChoice.Compared(findings)
                .Select(finding => new PriorEntry(
                    subject.StudyInstanceUid, subject.StudyDate, sopInstanceUid, finding.Structure!,
                    ResultEntry.NameOf(finding.Laterality)!,
                    finding.Measurement!.AreaCm2!.Value, finding.Measurement.Echogenicity?.Mean, facts.Setting.Manufacturer,
                    facts.Setting.Model,
                    facts.Setting.Transducer, facts.Setting.Preset, report) { PositionCm = facts.Place?.Cm })
                .Select(entry => new PriorRow(subject.PatientKey, subject.StudyInstanceUid, subject.StudyDate, ResultJson.Write(entry))),
        ];
    }
}
