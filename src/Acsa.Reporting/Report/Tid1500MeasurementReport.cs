using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>TID 1500 Measurement Report: one report on one source instance.</summary>
internal static class Tid1500MeasurementReport
{
    public static DicomDataset Of(ReportRequest request, SourceReference source, IReadOnlyList<MeasuredRegion> regions)
    {
        var context = request.Context;
        var items = new List<DicomDataset>
        {
            ContentItem.Code(Relationship.HasConceptModifier, Concepts.Language, Concepts.EnglishUnitedStates),
        };
        items.AddRange(Tid1001ObservationContext.Of(request));
        items.Add(ContentItem.Code(Relationship.HasConceptModifier, Concepts.ProcedureReported, Concepts.ImagingProcedure));
        items.Add(Tid1600ImageLibrary.Of(request.Findings, source, context.Structures));
        if (Measurements(request, regions, source) is { } measurements) items.Add(measurements);
        items.Add(Evaluations(request, source, regions));
        return ContentItem.Container(null, Concepts.ImagingMeasurementReport, "1500", items);
    }

    static DicomDataset? Measurements(ReportRequest request, IReadOnlyList<MeasuredRegion> regions, SourceReference source)
    {
        if (regions.Count == 0) return null;
        var models = regions.Select(region => region.Finding.Model).OfType<ModelIdentity>().Distinct().ToList();
        var groups = regions.Select(region =>
            Tid1410PlanarRoiMeasurements.Of(region, source, stateAlgorithm: models.Count > 1, ChangeOf(region, request)));
        // One model speaks for all groups; with several, each number names its own.
        return ContentItem.Container(Relationship.Contains, Concepts.ImagingMeasurements, null,
            [.. models.Count == 1 ? Tid4019AlgorithmIdentification.Of(models[0]) : [], .. groups]);
    }

    // The change is of the mean of all frames: where there are several, it stands in words alone.
    static double? ChangeOf(MeasuredRegion region, ReportRequest request)
    {
        var (structure, side) = (region.Finding.Structure, region.Finding.Laterality);
        return request.Findings.Count(finding => finding.Structure == structure && finding.Laterality == side) == 1
            ? request.Priors.FirstOrDefault(prior => prior.Structure == structure && prior.Laterality == side)?.Change : null;
    }

    // Text is the one form of a missing value that all readers survive (docs/decisions/071).
    static DicomDataset Evaluations(ReportRequest request, SourceReference source, IReadOnlyList<MeasuredRegion> regions)
    {
        var comments = new List<DicomDataset> { Comment($"{ResultHeader.ResearchUseOnly}.") };
        // What has no group of its own says here what the groups say.
        foreach (var finding in request.Findings.Where(finding => !regions.Any(region => ReferenceEquals(region.Finding, finding))))
            comments.AddRange(CodedEvaluations.Of(finding));
        foreach (var finding in request.Findings)
            if (finding.Status != FindingStatus.Measured || finding.Reasons.Count > 0)
                comments.Add(Comment(Sentence(finding, source, request.Context.Structures)));
        foreach (var finding in request.Findings)
            foreach (var interval in IntervalText.Others(finding.Measurement))
                comments.Add(Comment($"{NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label}"
                    + $"{FindingText.Frame(finding, source)}: {interval}"));
        foreach (var finding in request.Findings)
            if (finding.Measurement is { ZScore: not null, Reference: { } reference })
                comments.Add(Comment($"{NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label}"
                    + $"{FindingText.Frame(finding, source)}: the z-score compares with {reference.Population} ({reference.Authority},"
                    + $" table {reference.TableId} {reference.TableVersion})."));
        foreach (var prior in request.Priors)
            comments.Add(Comment(
                $"{NamedStructure.Of(prior.Structure, prior.Laterality, request.Context.Structures).Label}: {prior.Sentence}"));
        return ContentItem.Container(Relationship.Contains, Concepts.QualitativeEvaluations, null, comments);
    }

    static DicomDataset Comment(string text) => ContentItem.Text(Relationship.Contains, Concepts.Comment, text);

    static string Sentence(Finding finding, SourceReference source, StructureTable table)
    {
        var label = NamedStructure.Of(finding.Structure, finding.Laterality, table).Label;
        var verdict = finding.Status == FindingStatus.Measured ? "measured" : FindingText.Verdict(finding.Status);
        return $"{label}{FindingText.Frame(finding, source)}: {verdict}. {string.Join(' ', finding.Reasons)}".TrimEnd();
    }
}
