using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What the images of a study say together, for those who get the same of it.</summary>
/// <param name="Source">One of the images: patient and study are taken over from it. Pixel data need not be loaded.</param>
/// <param name="Images">Those that are counted: what is left out has no place here.</param>
public sealed record StudyReportRequest(
    DicomDataset Source, StudyMeasurements Measurements, IReadOnlyList<StudyReportImage> Images, ReportContext Context)
{
    /// <summary>One of <see cref="ResultKinds.OfStudy"/>.</summary>
    public ResultKind Kind { get; init; } = ResultKind.StudyReport;

    /// <summary>The reports of the images that the receiver gets too.</summary>
    public IReadOnlyList<InstanceReference> Reports { get; init; } = [];

    /// <summary>Earlier reports of the study that this one replaces, the oldest first: those that the receiver was sent.</summary>
    public IReadOnlyList<InstanceReference> Predecessors { get; init; } = [];

    /// <summary>How often the same was said, and replaced, before (docs/decisions/077).</summary>
    public int Generation { get; init; }

    /// <summary>
    /// The same request, to replace <paramref name="earlier"/> reports, oldest first; null when the newest of its form says the same: it
    /// stands.
    /// </summary>
    /// <param name="hidden">SOP Instance UIDs of reports that the receiver was told to hide.</param>
    public StudyReportRequest? Replacing(IReadOnlyList<InstanceReference> earlier, IReadOnlySet<string>? hidden = null)
    {
        var own = earlier.Where(report => report.Kind is null || report.Kind == Kind).ToList();
        for (var generation = 0; ; generation++)
        {
            var request = this with { Generation = generation, Predecessors = own };
            var series = StudyIdentity.Series(request);
            if (hidden?.Contains(StudyIdentity.Instance(request)) == true) continue;
            if (!own.Exists(report => report.SeriesInstanceUid == series)) return request;
            if (own[^1].SeriesInstanceUid == series) return null;
        }
    }
}
