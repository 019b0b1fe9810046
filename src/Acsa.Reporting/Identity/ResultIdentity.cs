using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The UIDs of results: functions of source, models, configuration and kind, so that a repeated job writes the same instances and a
/// changed model or configuration writes new ones in new series (docs/decisions/070).
/// </summary>
internal sealed class ResultIdentity
{
    readonly string _study;
    readonly string _source;
    readonly string _models;
    readonly string _configuration;
    (ResultKind Kind, string Text)? _variant;

    public ResultIdentity(SourceReference source, ReportRequest request)
    {
        _study = source.StudyInstanceUid;
        _source = source.SopInstanceUid;
        _models = string.Join('+', request.Findings.Select(finding => finding.Model?.Sha256 ?? "").Where(hash => hash.Length > 0).Distinct()
            .Order(StringComparer.Ordinal));
        _configuration = request.Generation == 0
            ? request.Context.ConfigurationHash
            : string.Create(CultureInfo.InvariantCulture, $"{request.Context.ConfigurationHash}|generation {request.Generation}");
    }

    public string Series(ResultKind kind) => NameBasedUid.For("series", _study, _models, _configuration, Name(kind));

    public string Instance(ResultKind kind, int? frameNumber = null)
    {
        var frame = frameNumber?.ToString(CultureInfo.InvariantCulture) ?? "";
        return _variant is { } variant && variant.Kind == kind
            ? NameBasedUid.For("instance", _source, _models, _configuration, Name(kind), frame, variant.Text)
            : NameBasedUid.For("instance", _source, _models, _configuration, Name(kind), frame);
    }

    /// <summary>The identity under which a report that names other predecessors goes to those who hold those.</summary>
    public ResultIdentity Naming(ResultKind report, IEnumerable<InstanceReference> predecessors)
    {
        var variant = (ResultIdentity)MemberwiseClone();
        variant._variant = (report, $"predecessors {string.Join('+', predecessors.Select(earlier => earlier.SopInstanceUid))}");
        return variant;
    }

    /// <summary>A note that rejects other instances, or speaks to another receiver, is another note.</summary>
    public string RejectionNote(string? recipient, IEnumerable<InstanceReference> rejected) =>
        NameBasedUid.For("instance", _source, _models, _configuration, Name(ResultKind.RejectionNote), recipient ?? "",
            string.Join('+', rejected.Select(earlier => earlier.SopInstanceUid).Order(StringComparer.Ordinal)));

    public string DimensionOrganization(ResultKind kind) => kind == ResultKind.Segmentation
        ? NameBasedUid.For("dimensions", _source, _models, _configuration)
        : NameBasedUid.For("dimensions", _source, _models, _configuration, Name(kind));

    /// <summary>The same for every run over the same image: neither model nor configuration changes which muscle was looked at.</summary>
    public string Tracking(string structure, Laterality side, int ordinal) => TrackingOf(_study, _source, structure, side, ordinal);

    public static string TrackingOf(string study, string source, string structure, Laterality side, int ordinal) =>
        NameBasedUid.For("tracking", study, source, structure, side.ToString(), ordinal.ToString(CultureInfo.InvariantCulture));

    // Written out, so that renaming the enum cannot change identities.
    internal static string Name(ResultKind kind) => kind switch
    {
        ResultKind.Segmentation => "seg",
        ResultKind.StructuredReport => "sr",
        ResultKind.SecondaryCapture => "sc",
        ResultKind.SegmentationStrict => "seg-strict",
        ResultKind.SegmentationFullSpatial => "seg-full-spatial",
        ResultKind.LabelMap => "labelmap",
        ResultKind.ComprehensiveReport => "comprehensive-sr",
        ResultKind.TextReport => "text-sr",
        ResultKind.PresentationState => "gsps",
        ResultKind.Document => "pdf",
        ResultKind.RejectionNote => "rejection",
        ResultKind.StudyReport => "study-sr",
        ResultKind.StudyComprehensiveReport => "study-comprehensive-sr",
        ResultKind.StudyTextReport => "study-text-sr",
        _ when kind.IsMeasurementReport() => Variant(kind),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // What tells the report from the first of its form: the segmentation that it goes with, and how it states regions.
    static string Variant(ResultKind report) => string.Join('|', Name(report.Form()),
        report.ReferencedSegmentation() is { } segmentation ? Name(segmentation) : "no segmentation",
        report.Regions() == ReportRegions.Segment ? "regions by segment" : "regions by outline");
}
