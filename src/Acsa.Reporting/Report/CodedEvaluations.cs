using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What is thought of a finding, as codes: the same that its reasons say in words.</summary>
internal static class CodedEvaluations
{
    /// <summary>Verdict, objections from the gravest on, and where the pixel size comes from.</summary>
    public static IEnumerable<DicomDataset> Of(Finding finding) =>
    [
        ContentItem.Code(Relationship.Contains, Concepts.Verdict, Concepts.VerdictOf(finding.Status)),
        .. finding.Flags.Distinct().Select(flag => ContentItem.Code(Relationship.Contains, Concepts.Objection, Concepts.ObjectionOf(flag))),
        .. finding.Calibration is { } calibration
            ? [ContentItem.Code(Relationship.Contains, Concepts.PixelSizeSource, Concepts.SourceOf(calibration.Source))]
            : Array.Empty<DicomDataset>(),
    ];
}
