using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Every number and every reason is in the report, under an outline that encloses its mask, and every reference is among the evidence.
/// </summary>
internal static class ReportCheck
{
    public static void Run(DicomDataset report, ReportRequest request, ResultKind kind, List<string> problems)
    {
        var items = ReportTree.Descendants(report).ToList();
        TemplateCheck.Run(report, items, problems);
        var groups = items.Where(item => ReportTree.Name(item) == Concepts.MeasurementGroup.Value).ToList();
        var measured = request.Findings.Where(finding =>
            SegmentPlan.IsSegmented(finding) && ExpectedNumbers.Of(finding.Measurement).Count > 0).ToList();
        if (groups.Count != measured.Count)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{groups.Count} measurement groups instead of {measured.Count}."));
        foreach (var finding in measured)
        {
            var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
            var group = groups.Find(candidate => Describes(candidate, finding, label, kind));
            if (group is null)
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"no group holds the numbers and the outline of {label}, frame {finding.FrameNumber}."));
            else groups.Remove(group);
        }
        var texts = items.Where(item => ReportTree.Type(item) == "TEXT")
            .Select(item => item.GetSingleValueOrDefault(DicomTag.TextValue, "")).ToList();
        if (request.Findings.SelectMany(finding => finding.Reasons)
            .Any(reason => !texts.Exists(text => text.Contains(reason.Trim(), StringComparison.Ordinal))))
            problems.Add("a reason is missing.");
        CheckEvidence(report, items, problems);
    }

    static bool Describes(DicomDataset group, Finding finding, string label, ResultKind kind)
    {
        var children = ReportTree.Children(group).ToList();
        var tracking = children.Find(item => ReportTree.Name(item) == Concepts.TrackingIdentifier.Value);
        if (tracking?.GetSingleValueOrDefault(DicomTag.TextValue, "") != label) return false;
        var numbers = children.Where(item => ReportTree.Type(item) == "NUM" && ReportTree.Name(item) != Concepts.AreaChange.Value)
            .Select(item => (ReportTree.Name(item), Derivation(item), ReportTree.Number(item), ReportTree.Unit(item))).ToList();
        return numbers.SequenceEqual(ExpectedNumbers.Of(finding.Measurement))
            && Codes(children, Concepts.Verdict).SequenceEqual([Verdict(finding.Status)])
            && Codes(children, Concepts.Objection).Count() == finding.Flags.Distinct().Count()
            && Codes(children, Concepts.PixelSizeSource).Any() == finding.Calibration is not null
            && Encloses(children, finding, kind);
    }

    static IEnumerable<string> Codes(IEnumerable<DicomDataset> items, CodedConcept concept) =>
        items.Where(item => ReportTree.Name(item) == concept.Value).Select(item => ReportTree.Code(item, DicomTag.ConceptCodeSequence));

    static string Verdict(FindingStatus status) => status switch
    {
        FindingStatus.Measured => "MEASURED",
        FindingStatus.Review => "REVIEW",
        _ => "REFUSED",
    };

    static bool Encloses(List<DicomDataset> children, Finding finding, ResultKind kind)
    {
        if (children.Find(item => ReportTree.Type(item) == "SCOORD") is not { } outline)
            return children.Exists(item => ReportTree.Name(item) == Concepts.ReferencedSegmentationFrame.Value)
                == kind.ReferencedSegmentation() is not null;
        if (kind.Regions() == ReportRegions.Segment) return false;
        var image = ReportTree.Children(outline).First().GetSequence(DicomTag.ReferencedSOPSequence).Items[0];
        if (image.GetSingleValueOrDefault(DicomTag.ReferencedFrameNumber, finding.FrameNumber) != finding.FrameNumber) return false;
        var numbers = outline.GetValues<float>(DicomTag.GraphicData);
        var points = Enumerable.Range(0, numbers.Length / 2 - 1).Select(i => new ImagePoint(numbers[2 * i], numbers[2 * i + 1])).ToList();
        return new Polygon(points).Rasterise(finding.Mask!.Width, finding.Mask.Height).Pixels.AsSpan().SequenceEqual(finding.Mask.Pixels);
    }

    static string Derivation(DicomDataset number) =>
        ReportTree.Children(number).FirstOrDefault(item => ReportTree.Name(item) == Concepts.Derivation.Value) is { } derivation
            ? ReportTree.Code(derivation, DicomTag.ConceptCodeSequence)
            : "";

    /// <summary>Whatever the tree refers to must be among the evidence (PS3.3 C.17.2.3).</summary>
    public static void CheckEvidence(DicomDataset report, IReadOnlyList<DicomDataset> items, List<string> problems)
    {
        var evidence = new[] { DicomTag.CurrentRequestedProcedureEvidenceSequence, DicomTag.PertinentOtherEvidenceSequence }
            .SelectMany(tag => report.TryGetSequence(tag, out var studies) ? studies.Items : [])
            .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items)
            .SelectMany(ReportTree.References)
            .ToHashSet(StringComparer.Ordinal);
        if (!items.SelectMany(ReportTree.References).All(evidence.Contains))
            problems.Add("an instance that the report refers to is not among its evidence.");
    }
}
