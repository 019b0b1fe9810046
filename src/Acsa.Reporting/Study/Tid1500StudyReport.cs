using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>TID 1500 Measurement Report on a study: a group of TID 1501 for each muscle and side, and one for the difference of
/// sides.</summary>
internal static class Tid1500StudyReport
{
    public static DicomDataset Of(StudyReportRequest request)
    {
        IEnumerable<DicomDataset> items =
        [
            ContentItem.Code(Relationship.HasConceptModifier, Concepts.Language, Concepts.EnglishUnitedStates),
            .. Tid1001ObservationContext.Of(request.Context.Device, null),
            ContentItem.Code(Relationship.HasConceptModifier, Concepts.ProcedureReported, Concepts.ImagingProcedure),
            .. Library(request),
            .. Measurements(request),
            ContentItem.Container(Relationship.Contains, Concepts.QualitativeEvaluations, null,
                StudyText.Comments(request).Select(text => ContentItem.Text(Relationship.Contains, Concepts.Comment, text))),
        ];
        return ContentItem.Container(null, Concepts.ImagingMeasurementReport, "1500", items);
    }

    // TID 1600, a group for each muscle and side.
    static IEnumerable<DicomDataset> Library(StudyReportRequest request)
    {
        var groups = request.Images.Where(image => image.Instance is not null).GroupBy(image => (image.Structure, image.Laterality))
            .Select(group =>
        {
            var items = new List<DicomDataset> { ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.Modality,
                Concepts.Ultrasound) };
            if (request.Context.Structures.Find(group.Key.Structure)?.Site is { } site)
                items.Add(ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.TargetRegion, site.Code));
            if (Concepts.Side(group.Key.Laterality) is { } side)
                items.Add(ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.ImageLaterality, side));
            items.AddRange(group.Select(image => Image(image, null)));
            return ContentItem.Container(Relationship.Contains, Concepts.ImageLibraryGroup, null, items);
        }).ToList();
        if (groups.Count > 0) yield return ContentItem.Container(Relationship.Contains, Concepts.ImageLibrary, "1600", groups);
    }

    static IEnumerable<DicomDataset> Measurements(StudyReportRequest request)
    {
        var models = request.Images.Select(image => image.Model).OfType<ModelIdentity>().Distinct().ToList();
        List<DicomDataset> groups =
        [
            .. request.Measurements.Muscles.Where(muscle => StudyNumbers.Of(muscle).Any())
                .Select(muscle => Muscle(muscle, request, models.Count > 1)),
            .. request.Measurements.Asymmetries.Select(sides => Sides(sides, request)),
        ];
        if (groups.Count > 0)
            yield return ContentItem.Container(Relationship.Contains, Concepts.ImagingMeasurements, null,
                [.. models.Count == 1 ? Tid4019AlgorithmIdentification.Of(models[0]) : [], .. groups]);
    }

    static DicomDataset Muscle(MuscleSummary muscle, StudyReportRequest request, bool stateAlgorithm)
    {
        var structure = NamedStructure.Of(muscle.Structure, muscle.Laterality, request.Context.Structures);
        var images = request.Images.Where(image => image.Structure == muscle.Structure && image.Laterality == muscle.Laterality).ToList();
        var numbers = StudyNumbers.Of(muscle).ToList();
        // Where models are mixed within one muscle, no single one made the number: a comment names them.
        if (stateAlgorithm && images.Select(image => image.Model).Distinct().ToList() is [{ } model])
            foreach (var number in numbers) number.With(Tid4019AlgorithmIdentification.Of(model));
        return Group(request, structure, structure.Label, muscle.Laterality.ToString(), Concepts.Side(muscle.Laterality),
            [.. images.Where(image => image.Instance is not null).Select(image => Image(image, Concepts.SourceOfMeasurement)), .. numbers]);
    }

    static DicomDataset Sides(SideAsymmetry sides, StudyReportRequest request)
    {
        var structure = NamedStructure.Of(sides.Structure, Laterality.Unknown, request.Context.Structures);
        return Group(request, structure, $"{structure.Label}, right to left", "sides", Concepts.Bilateral, StudyNumbers.Of(sides));
    }

    static DicomDataset Group(
        StudyReportRequest request, NamedStructure structure, string label, string trackedSide, CodedConcept? side,
        IEnumerable<DicomDataset> content)
    {
        var items = new List<DicomDataset>
        {
            ContentItem.Text(Relationship.HasObservationContext, Concepts.TrackingIdentifier, label),
            ContentItem.UidReference(Relationship.HasObservationContext, Concepts.TrackingUniqueIdentifier,
                StudyIdentity.Tracking(request, structure.Key, trackedSide)),
            ContentItem.Code(Relationship.Contains, Concepts.FindingCategory, structure.Category),
            ContentItem.Code(Relationship.Contains, Concepts.Finding, structure.Code),
        };
        if (structure.Site is { } site)
            items.Add(ContentItem.Code(Relationship.HasConceptModifier, Concepts.FindingSite, site)
                .With(side is null ? [] : [ContentItem.Code(Relationship.HasConceptModifier, Concepts.Laterality, side)]));
        items.AddRange(content);
        return ContentItem.Container(Relationship.Contains, Concepts.MeasurementGroup, "1501", items);
    }

    internal static DicomDataset Image(StudyReportImage image, CodedConcept? purpose, string relationship = Relationship.Contains) =>
        ContentItem.Image(
        relationship, purpose, image.Instance!.SopClassUid, image.Instance.SopInstanceUid, image.HasFrames ? image.FrameNumber : null);
}
