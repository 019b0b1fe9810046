namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>What an archive holds about each instance and each study that was sent: taken from the archive's own files.</summary>
internal static class ArchivedResults
{
    const int StudySeries = 710;

    /// <summary>Modalities of the results of each source, in order: "SEG SR US" is one of each. What speaks of whole studies is left
    /// out.</summary>
    /// <exception cref="InvalidOperationException">A result is about none of the sources, or about several.</exception>
    public static async Task<Dictionary<string, string>> BySourceAsync(Orthanc orthanc, IReadOnlySet<string> sources) =>
        BySource(await AllAsync(orthanc), sources);

    /// <summary>All that the archive holds.</summary>
    public static async Task<IReadOnlyList<DicomDataset>> AllAsync(Orthanc orthanc)
    {
        var all = new List<DicomDataset>();
        foreach (var id in await orthanc.IdsAsync("instances"))
        {
            using var stream = new MemoryStream(await orthanc.FileAsync(id));
            all.Add((await DicomFile.OpenAsync(stream)).Dataset);
        }

        return all;
    }

    public static Dictionary<string, string> BySource(IReadOnlyList<DicomDataset> archived, IReadOnlySet<string> sources)
    {
        var found = sources.ToDictionary(source => source, _ => new List<string>());
        var ofStudies = archived.Where(IsOfStudy).Select(Uid).ToHashSet();
        foreach (var dataset in archived.Where(dataset => !IsOfStudy(dataset) && !Rejected(dataset).Any(ofStudies.Contains)))
        {
            var about = Referenced(dataset).Where(sources.Contains).Distinct().ToList();
            if (about.Count != 1)
                throw new InvalidOperationException($"A {dataset.GetString(DicomTag.Modality)} is about {about.Count} sources.");
            found[about[0]].Add(dataset.GetString(DicomTag.Modality));
        }

        return found.ToDictionary(entry => entry.Key, entry => string.Join(' ', entry.Value.Order(StringComparer.Ordinal)));
    }

    /// <summary>What is said of each study as a whole, by its Study Instance UID.</summary>
    public static ILookup<string, ArchivedStudyReport> OfStudies(IReadOnlyList<DicomDataset> archived)
    {
        var rejected = archived.SelectMany(Rejected).ToHashSet();
        var reports = archived.Where(IsOfStudy).ToList();
        var replaced = reports.SelectMany(report => Named(report, DicomTag.PredecessorDocumentsSequence)).ToHashSet();
        return reports.ToLookup(report => report.GetString(DicomTag.StudyInstanceUID), report => new ArchivedStudyReport(
            Uid(report), rejected.Contains(Uid(report)), replaced.Contains(Uid(report)), Referenced(report).ToHashSet()));
    }

    static bool IsOfStudy(DicomDataset dataset) => dataset.GetSingleValueOrDefault(DicomTag.SeriesNumber, 0) == StudySeries
        && dataset.GetString(DicomTag.Modality) == "SR";

    static IEnumerable<string> Rejected(DicomDataset dataset) => dataset.GetString(DicomTag.Modality) != "KO" ? []
        : Named(dataset, DicomTag.CurrentRequestedProcedureEvidenceSequence);

    static IEnumerable<string> Named(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) ? sequence.Items.SelectMany(Referenced) : [];

    static string Uid(DicomDataset dataset) => dataset.GetString(DicomTag.SOPInstanceUID);

    static IEnumerable<string> Referenced(DicomDataset dataset)
    {
        if (dataset.TryGetString(DicomTag.ReferencedSOPInstanceUID, out var uid)) yield return uid;
        var items = dataset.OfType<DicomSequence>().SelectMany(sequence => sequence.Items);
        foreach (var deeper in items.SelectMany(Referenced)) yield return deeper;
    }
}
