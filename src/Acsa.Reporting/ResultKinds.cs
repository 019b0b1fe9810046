namespace Acsa.Reporting;

/// <summary>Groups of result kinds.</summary>
public static class ResultKinds
{
    /// <summary>What is written when nothing else is asked for.</summary>
    public static IReadOnlySet<ResultKind> Default { get; } = new HashSet<ResultKind>
    {
        ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.SecondaryCapture,
    };

    /// <summary>Binary segmentations, in the order in which a report prefers to refer to them.</summary>
    internal static IReadOnlyList<ResultKind> Segmentations { get; } =
        [ResultKind.Segmentation, ResultKind.SegmentationStrict, ResultKind.SegmentationFullSpatial];

    internal static bool IsSegmentation(this ResultKind kind) => Segmentations.Contains(kind);

    /// <summary>Reports with the tree of TID 1500.</summary>
    internal static bool IsMeasurementReport(this ResultKind kind) => kind is ResultKind.StructuredReport or ResultKind.ComprehensiveReport;

    internal static SegmentationProfile Profile(this ResultKind kind) => kind switch
    {
        ResultKind.SegmentationStrict => SegmentationProfile.Strict,
        ResultKind.SegmentationFullSpatial => SegmentationProfile.FullSpatial,
        _ => SegmentationProfile.ViewerCompat,
    };
}
