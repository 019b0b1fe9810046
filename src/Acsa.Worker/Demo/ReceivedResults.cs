namespace Acsa.Worker.Demo;

/// <summary>What arrived at the PACS of one image, read back from its files.</summary>
/// <param name="Report">Path of the SR; null when none arrived.</param>
/// <param name="Segmentation">Path of the SEG; null when none arrived.</param>
/// <param name="Capture">Path of the secondary capture; null when none arrived.</param>
/// <param name="AreaCm2">From the report.</param>
/// <param name="MeanGrey">From the report.</param>
sealed record ReceivedResults(string? Report, string? Segmentation, string? Capture, double? AreaCm2, double? MeanGrey)
{
    const string Area = "42798000";         // SCT
    const string Echogenicity = "110849";   // DCM
    const string Derivation = "121401";     // DCM
    const string Mean = "373098007";        // SCT

    /// <summary>Reads every file of a folder; a file that does not parse throws <see cref="DicomException"/>.</summary>
    /// <returns>By SOP Instance UID of the source image.</returns>
    public static IReadOnlyDictionary<string, ReceivedResults> Read(IEnumerable<string> files)
    {
        var results = new Dictionary<string, ReceivedResults>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var dataset = DicomFile.Open(file, FileReadOption.ReadAll).Dataset;
            var sources = Sources(dataset).ToHashSet(StringComparer.Ordinal);
            foreach (var source in sources)
                results[source] = (results.GetValueOrDefault(source) ?? new(null, null, null, null, null)).With(file, dataset);
        }

        return results;
    }

    ReceivedResults With(string file, DicomDataset dataset)
    {
        var uid = dataset.GetSingleValue<string>(DicomTag.SOPClassUID);
        if (uid == DicomUID.SegmentationStorage.UID) return this with { Segmentation = file };
        if (uid.StartsWith("1.2.840.10008.5.1.4.1.1.88.", StringComparison.Ordinal))
            return this with { Report = file, AreaCm2 = Number(dataset, Area, null), MeanGrey = Number(dataset, Echogenicity, Mean) };
        return this with { Capture = file };
    }

    // Every image that the object refers to, at whatever depth: its sources, and for a report its segmentation too.
    static IEnumerable<string> Sources(DicomDataset dataset)
    {
        var open = new Stack<DicomDataset>([dataset]);
        while (open.TryPop(out var item))
        {
            foreach (var element in item)
            {
                if (element is DicomSequence sequence) foreach (var child in sequence.Items) open.Push(child);
                else if (element.Tag == DicomTag.ReferencedSOPInstanceUID) yield return item.GetSingleValueOrDefault(
                    DicomTag.ReferencedSOPInstanceUID, "");
            }
        }
    }

    static double? Number(DicomDataset report, string concept, string? derivation)
    {
        var open = new Stack<DicomDataset>([report]);
        while (open.TryPop(out var item))
        {
            var children = item.TryGetSequence(DicomTag.ContentSequence, out var content) ? content.Items : [];
            foreach (var child in children) open.Push(child);
            if (item.GetSingleValueOrDefault(DicomTag.ValueType, "") != "NUM"
                || Code(item, DicomTag.ConceptNameCodeSequence) != concept) continue;
            if (derivation is not null && !children.Any(child => Code(child, DicomTag.ConceptNameCodeSequence) == Derivation
                && Code(child, DicomTag.ConceptCodeSequence) == derivation)) continue;
            if (item.TryGetSequence(DicomTag.MeasuredValueSequence, out var values) && values.Items.Count > 0) return (
                double)values.Items[0].GetSingleValue<decimal>(DicomTag.NumericValue);
        }

        return null;
    }

    static string Code(DicomDataset item, DicomTag tag) =>
        item.TryGetSequence(tag, out var codes) && codes.Items.Count > 0 ? codes.Items[0].GetSingleValueOrDefault(DicomTag.CodeValue, "")
            : "";
}
