namespace Acsa.Reporting;

/// <summary>Groups of result kinds.</summary>
public static class ResultKinds
{
    // Each report with the tree of TID 1500 beside each segmentation, for what a report refers to must be what its receiver gets.
    static readonly (ResultKind Kind, ResultKind Form, ResultKind? Segmentation, ReportRegions Regions)[] s_reports =
    [
        (ResultKind.StructuredReport, ResultKind.StructuredReport, ResultKind.Segmentation, ReportRegions.Outline),
        (ResultKind.StructuredReportWithStrict, ResultKind.StructuredReport, ResultKind.SegmentationStrict, ReportRegions.Outline),
        (ResultKind.StructuredReportWithFullSpatial, ResultKind.StructuredReport, ResultKind.SegmentationFullSpatial,
            ReportRegions.Outline),
        (ResultKind.StructuredReportAlone, ResultKind.StructuredReport, null, ReportRegions.Outline),
        (ResultKind.StructuredReportBySegment, ResultKind.StructuredReport, ResultKind.Segmentation, ReportRegions.Segment),
        (ResultKind.StructuredReportBySegmentStrict, ResultKind.StructuredReport, ResultKind.SegmentationStrict, ReportRegions.Segment),
        (ResultKind.StructuredReportBySegmentFullSpatial, ResultKind.StructuredReport, ResultKind.SegmentationFullSpatial,
            ReportRegions.Segment),
        (ResultKind.ComprehensiveReport, ResultKind.ComprehensiveReport, ResultKind.Segmentation, ReportRegions.Outline),
        (ResultKind.ComprehensiveReportWithStrict, ResultKind.ComprehensiveReport, ResultKind.SegmentationStrict, ReportRegions.Outline),
        (ResultKind.ComprehensiveReportWithFullSpatial, ResultKind.ComprehensiveReport, ResultKind.SegmentationFullSpatial,
            ReportRegions.Outline),
        (ResultKind.ComprehensiveReportAlone, ResultKind.ComprehensiveReport, null, ReportRegions.Outline),
        (ResultKind.ComprehensiveReportBySegment, ResultKind.ComprehensiveReport, ResultKind.Segmentation, ReportRegions.Segment),
        (ResultKind.ComprehensiveReportBySegmentStrict, ResultKind.ComprehensiveReport, ResultKind.SegmentationStrict,
            ReportRegions.Segment),
        (ResultKind.ComprehensiveReportBySegmentFullSpatial, ResultKind.ComprehensiveReport, ResultKind.SegmentationFullSpatial,
            ReportRegions.Segment),
    ];

    /// <summary>What is written when nothing else is asked for.</summary>
    public static IReadOnlySet<ResultKind> Default { get; } = new HashSet<ResultKind>
    {
        ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.SecondaryCapture, ResultKind.StudyReport,
    };

    /// <summary>Kinds that are about a study, not about an image.</summary>
    public static IReadOnlySet<ResultKind> OfStudy { get; } = new HashSet<ResultKind>
    {
        ResultKind.StudyReport, ResultKind.StudyComprehensiveReport, ResultKind.StudyTextReport,
    };

    /// <summary>Every kind of an image but those that differ from another one only in what their receiver gets besides.</summary>
    public static IReadOnlySet<ResultKind> Forms { get; } =
        Enum.GetValues<ResultKind>().Where(kind => kind.Form() == kind && !OfStudy.Contains(kind)).ToHashSet();

    /// <summary>Binary segmentations.</summary>
    public static IReadOnlySet<ResultKind> Segmentations { get; } = new HashSet<ResultKind>
    {
        ResultKind.Segmentation, ResultKind.SegmentationStrict, ResultKind.SegmentationFullSpatial,
    };

    /// <summary>
    /// The report for a receiver that gets <paramref name="segmentation"/> (null: none), whose regions are outlines then.
    /// </summary>
    /// <param name="form"><see cref="ResultKind.StructuredReport"/> or <see cref="ResultKind.ComprehensiveReport"/>.</param>
    public static ResultKind Report(ResultKind form, ResultKind? segmentation, ReportRegions regions) => s_reports.First(row =>
        row.Form == form && row.Segmentation == segmentation && (segmentation is null || row.Regions == regions)).Kind;

    internal static bool IsSegmentation(this ResultKind kind) => Segmentations.Contains(kind);

    /// <summary>Whether a kind is a report with the tree of TID 1500.</summary>
    internal static bool IsMeasurementReport(this ResultKind kind) => Array.Exists(s_reports, row => row.Kind == kind);

    /// <summary>Whether a kind is an SR document, of an image or of a study.</summary>
    internal static bool IsReport(this ResultKind kind) => kind.IsMeasurementReport() || kind == ResultKind.TextReport || OfStudy.Contains(kind);

    /// <summary>Whether a kind is an SR document about one image.</summary>
    public static bool IsImageReport(this ResultKind kind) => kind.IsReport() && !OfStudy.Contains(kind);

    /// <summary>
    /// The form in which a receiver of <paramref name="kinds"/> gets the report of a study: that of the image reports that it gets, Comprehensive
    /// 3D SR where it gets none.
    /// </summary>
    public static ResultKind StudyReportFor(IEnumerable<ResultKind> kinds)
    {
        var forms = kinds.Select(Form).ToHashSet();
        return forms.Contains(ResultKind.StructuredReport) ? ResultKind.StudyReport
            : forms.Contains(ResultKind.ComprehensiveReport) ? ResultKind.StudyComprehensiveReport
            : forms.Contains(ResultKind.TextReport) ? ResultKind.StudyTextReport : ResultKind.StudyReport;
    }

    /// <summary>The kind by which a report is one class: itself for all that are no variants.</summary>
    internal static ResultKind Form(this ResultKind kind) => kind.IsMeasurementReport() ? Row(kind).Form : kind;

    /// <summary>The segmentation that a report may refer to; null where its receiver gets none.</summary>
    internal static ResultKind? ReferencedSegmentation(this ResultKind report) => Row(report).Segmentation;

    internal static ReportRegions Regions(this ResultKind report) => Row(report).Regions;

    internal static SegmentationProfile Profile(this ResultKind kind) => kind switch
    {
        ResultKind.SegmentationStrict => SegmentationProfile.Strict,
        ResultKind.SegmentationFullSpatial => SegmentationProfile.FullSpatial,
        _ => SegmentationProfile.ViewerCompat,
    };

    static (ResultKind Kind, ResultKind Form, ResultKind? Segmentation, ReportRegions Regions) Row(ResultKind report) =>
        Array.Find(s_reports, row => row.Kind == report) is { Kind: var kind } row && kind == report
            ? row : throw new ArgumentOutOfRangeException(nameof(report), report, null);
}
