using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Writes a Basic Text SR (PS3.3 A.35.1) after TID 2000: one sentence with numbers and units for each finding, and its reasons. That
/// class has no numeric items; whoever can take another one should.
/// </summary>
internal static class TextReportWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity)
    {
        var result = ResultHeader.Create(request, source, identity, ResultKind.TextReport, null);
        ReportHeader.AddTo(result, request.Source, request.Findings.All(finding => finding.Status == FindingStatus.Measured),
            request.Predecessors);
        result.AddOrUpdate(ReportEvidence.Of([], source));
        var findings = request.Findings.Select(finding => ContentItem.Text(Relationship.Contains, Concepts.Finding,
            Sentence(finding, source, request)).With([Image(finding, source)]));
        var notice = ContentItem.Text(Relationship.Contains, Concepts.Finding, $"{ResultHeader.ResearchUseOnly}.");
        IEnumerable<DicomDataset> items =
        [
            ContentItem.Code(Relationship.HasConceptModifier, Concepts.Language, Concepts.EnglishUnitedStates),
            .. Tid1001ObservationContext.Of(request),
            ContentItem.Container(Relationship.Contains, Concepts.Findings, null, [.. findings, notice]),
        ];
        foreach (var item in ContentItem.Container(null, Concepts.DiagnosticImagingReport, "2000", items)) result.AddOrUpdate(item);
        return new DicomFile(result);
    }

    /// <summary>Structure, frame, numbers, model, verdict and reasons of a finding.</summary>
    internal static string Sentence(Finding finding, SourceReference source, ReportRequest request)
    {
        var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
        var model = finding.Model is { } made ? $" Model {made.Id} {made.Version}." : "";
        var verdict = finding.Status == FindingStatus.Measured ? "" : $" {FindingText.Verdict(finding.Status)}:";
        var reasons = string.Concat(finding.Reasons.Concat(IntervalText.Others(finding.Measurement)).Select(reason => $" {reason}"));
        return $"{label}{FindingText.Frame(finding, source)}: {FindingText.Numbers(finding.Measurement)}.{verdict}{reasons}{model}";
    }

    static DicomDataset Image(Finding finding, SourceReference source) =>
        ContentItem.Image(Relationship.InferredFrom, null, source.SopClassUid, source.SopInstanceUid,
            source.IsMultiFrame ? finding.FrameNumber : null);
}
