using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>Every number, as it is printed, and every reason stands in a sentence of its structure.</summary>
internal static class TextReportCheck
{
    public static void Run(DicomDataset report, ReportRequest request, List<string> problems)
    {
        var items = ReportTree.Descendants(report).ToList();
        var sentences = items.Where(item => ReportTree.Type(item) == "TEXT").Select(item =>
            item.GetSingleValueOrDefault(DicomTag.TextValue, ""))
            .ToList();
        foreach (var finding in request.Findings)
        {
            var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
            if (!sentences.Exists(sentence => sentence.StartsWith(label, StringComparison.Ordinal) && Says(sentence, finding)))
                problems.Add($"no sentence holds the numbers and reasons of {label}.");
        }
        ReportCheck.CheckEvidence(report, items, problems);
    }

    static bool Says(string sentence, Finding finding) =>
        sentence.Contains(finding.Measurement?.AreaCm2 is { } area ? $"area {DisplayText.Number(area, 2)} cm²" : "area not given",
            StringComparison.Ordinal)
        && (finding.Measurement?.Echogenicity is not { } echo
            || sentence.Contains($"grey level {DisplayText.Number(echo.Mean, 1)}", StringComparison.Ordinal))
        && finding.Reasons.All(reason => sentence.Contains(reason.Trim(), StringComparison.Ordinal))
        && sentence.Contains(FindingText.Verdict(finding.Status), StringComparison.Ordinal);
}
