using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Compares a report on a study, read again from its bytes, with what was asked for: every number with its unit, every image, the evidence.
/// </summary>
public static class StudyResultCheck
{
    /// <summary>What is wrong; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(ResultInstance written, StudyReportRequest request)
    {
        using var stream = new MemoryStream();
        written.File.Save(stream);
        stream.Position = 0;
        return Problems(DicomFile.Open(stream).Dataset, request);
    }

    /// <summary>The same for a data set that was read.</summary>
    public static IReadOnlyList<string> Problems(DicomDataset report, StudyReportRequest request)
    {
        var problems = new List<string>();
        // The values are not quoted: some of them are patient data.
        foreach (var tag in new[] { DicomTag.StudyInstanceUID, DicomTag.PatientID, DicomTag.PatientName })
            if (report.GetSingleValueOrDefault(tag, "") != request.Source.GetSingleValueOrDefault(tag, ""))
                problems.Add($"{tag} {tag.DictionaryEntry.Name} is not that of the source.");
        if (report.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "") != StudyIdentity.Instance(request))
            problems.Add("the instance is another one.");
        var items = ReportTree.Descendants(report).ToList();
        if (request.Kind == ResultKind.StudyTextReport) CheckSentences(items, request, problems);
        else CheckGroups(report, items, request, problems);
        foreach (var image in request.Images.Select(image => image.Instance).OfType<InstanceReference>())
            if (!items.SelectMany(ReportTree.References).Contains(image.SopInstanceUid))
                problems.Add("an image that is counted is not referred to.");
        ReportCheck.CheckEvidence(report, items, problems);
        return problems;
    }

    static void CheckGroups(DicomDataset report, List<DicomDataset> items, StudyReportRequest request, List<string> problems)
    {
        TemplateCheck.Run(report, items, problems, hasImages: request.Images.Any(image => image.Instance is not null));
        var groups = items.Where(item => ReportTree.Name(item) == Concepts.MeasurementGroup.Value).ToList();
        var expected = request.Measurements.Muscles
            .Select(muscle => (Label: StudyText.Label(muscle.Structure, muscle.Laterality, request),
                Numbers: ExpectedStudyNumbers.Of(muscle)))
            .Concat(request.Measurements.Asymmetries.Select(sides =>
                (Label: $"{StudyText.Label(sides.Structure, Laterality.Unknown, request)}, right to left",
                    Numbers: ExpectedStudyNumbers.Of(sides))))
            .Where(group => group.Numbers.Count > 0).ToList();
        if (groups.Count != expected.Count)
            problems.Add(FormattableString.Invariant($"{groups.Count} measurement groups instead of {expected.Count}."));
        foreach (var (label, numbers) in expected)
            if (!groups.Exists(group => Describes(group, label, numbers))) problems.Add($"no group holds the numbers of {label}.");
    }

    static bool Describes(DicomDataset group, string label, List<(string Concept, double Value, string Unit)> numbers)
    {
        var children = ReportTree.Children(group).ToList();
        return children.Find(item =>
            ReportTree.Name(item) == Concepts.TrackingIdentifier.Value)?.GetSingleValueOrDefault(DicomTag.TextValue, "") == label
            && children.Where(item => ReportTree.Type(item) == "NUM")
                .Select(item => (ReportTree.Name(item), ReportTree.Number(item) ?? double.NaN, ReportTree.Unit(item)))
                    .SequenceEqual(numbers);
    }

    static void CheckSentences(List<DicomDataset> items, StudyReportRequest request, List<string> problems)
    {
        var sentences = items.Where(item => ReportTree.Type(item) == "TEXT")
            .Select(item => item.GetSingleValueOrDefault(DicomTag.TextValue, "")).ToList();
        foreach (var muscle in request.Measurements.Muscles)
            if (!sentences.Exists(sentence =>
                sentence.StartsWith(StudyText.Label(muscle.Structure, muscle.Laterality, request), StringComparison.Ordinal)
                && (muscle.AreaCm2 is not { } area
                || sentence.Contains($"area {DisplayText.Number(area.Mean, 2)}", StringComparison.Ordinal))
                && (muscle.MeanGrey is not { } grey
                || sentence.Contains($"grey level {DisplayText.Number(grey.Mean, 1)}", StringComparison.Ordinal))
                && (muscle.VolumeCm3 is not { } volume
                || sentence.Contains($"volume {DisplayText.Number(volume, 1)} cm³", StringComparison.Ordinal))))
                problems.Add($"no sentence holds the numbers of {muscle.Structure}.");
        foreach (var sides in request.Measurements.Asymmetries)
            if (sides.AreaPercent is { } percent
                && !sentences.Exists(sentence =>
                    sentence.Contains($"right to left: area {StudyText.Percent(percent)} %", StringComparison.Ordinal)))
                problems.Add($"no sentence holds the asymmetry of {sides.Structure}.");
    }
}
