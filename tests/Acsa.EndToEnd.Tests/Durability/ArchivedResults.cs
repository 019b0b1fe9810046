namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>What an archive holds about each instance that was sent: taken from the archive's own files.</summary>
internal static class ArchivedResults
{
    /// <summary>Modalities of the results of each source, in order: "SEG SR US" is one of each.</summary>
    /// <exception cref="InvalidOperationException">A result is about none of the sources, or about several.</exception>
    public static async Task<Dictionary<string, string>> BySourceAsync(Orthanc orthanc, IReadOnlySet<string> sources)
    {
        var found = sources.ToDictionary(source => source, _ => new List<string>());
        foreach (var id in await orthanc.IdsAsync("instances"))
        {
            using var stream = new MemoryStream(await orthanc.FileAsync(id));
            var dataset = (await DicomFile.OpenAsync(stream)).Dataset;
            var about = Referenced(dataset).Where(sources.Contains).Distinct().ToList();
            if (about.Count != 1)
                throw new InvalidOperationException($"A {dataset.GetString(DicomTag.Modality)} is about {about.Count} sources.");
            found[about[0]].Add(dataset.GetString(DicomTag.Modality));
        }

        return found.ToDictionary(entry => entry.Key, entry => string.Join(' ', entry.Value.Order(StringComparer.Ordinal)));
    }

    static IEnumerable<string> Referenced(DicomDataset dataset)
    {
        if (dataset.TryGetString(DicomTag.ReferencedSOPInstanceUID, out var uid)) yield return uid;
        var items = dataset.OfType<DicomSequence>().SelectMany(sequence => sequence.Items);
        foreach (var deeper in items.SelectMany(Referenced)) yield return deeper;
    }
}
