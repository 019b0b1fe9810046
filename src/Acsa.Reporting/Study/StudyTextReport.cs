namespace Acsa.Reporting;

/// <summary>The same as sentences, after TID 2000, for receivers that take nothing with numbers in it.</summary>
internal static class StudyTextReport
{
    public static DicomDataset Of(StudyReportRequest request)
    {
        var (muscles, asymmetries) = (request.Measurements.Muscles, request.Measurements.Asymmetries);
        IEnumerable<DicomDataset> findings =
        [
            .. muscles.Select(muscle => Text(StudyText.Sentence(muscle, request)).With(request.Images
                .Where(image => image.Instance is not null && image.Structure == muscle.Structure && image.Laterality == muscle.Laterality)
                .Select(image => Tid1500StudyReport.Image(image, null, Relationship.InferredFrom)))),
            .. asymmetries.Select(sides => Text(StudyText.Sentence(sides, request))),
            .. StudyText.Comments(request).Select(Text),
        ];
        return ContentItem.Container(null, Concepts.DiagnosticImagingReport, "2000",
        [
            ContentItem.Code(Relationship.HasConceptModifier, Concepts.Language, Concepts.EnglishUnitedStates),
            .. Tid1001ObservationContext.Of(request.Context.Device, null),
            ContentItem.Container(Relationship.Contains, Concepts.Findings, null, findings),
        ]);
    }

    static DicomDataset Text(string sentence) => ContentItem.Text(Relationship.Contains, Concepts.Finding, sentence);
}
