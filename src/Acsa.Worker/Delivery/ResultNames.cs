using Acsa.Reporting;

namespace Acsa.Worker.Delivery;

/// <summary>The names of result kinds in the configuration, the ledger and file names.</summary>
static class ResultNames
{
    static readonly (ResultKind Kind, string Name)[] Table =
    [
        (ResultKind.Segmentation, "seg"), (ResultKind.StructuredReport, "sr"), (ResultKind.SecondaryCapture, "sc"),
        (ResultKind.StudyReport, "study-sr"),
        (ResultKind.PresentationState, "gsps"), (ResultKind.Document, "pdf"), (ResultKind.ComprehensiveReport, "comprehensive-sr"),
        (ResultKind.TextReport, "text-sr"), (ResultKind.LabelMap, "labelmap"),
        // Not asked for by name: variants of "seg" and of reports, and what follows from "rejectSuperseded".
        (ResultKind.StudyComprehensiveReport, "study-comprehensive-sr"), (ResultKind.StudyTextReport, "study-text-sr"),
        (ResultKind.SegmentationStrict, "seg-strict"), (ResultKind.SegmentationFullSpatial, "seg-full-spatial"),
        (ResultKind.RejectionNote, "rejection"),
        (ResultKind.StructuredReportWithStrict, "sr-strict"), (ResultKind.StructuredReportWithFullSpatial, "sr-full-spatial"),
        (ResultKind.StructuredReportAlone, "sr-alone"), (ResultKind.StructuredReportBySegment, "sr-by-segment"),
        (ResultKind.StructuredReportBySegmentStrict, "sr-by-segment-strict"),
        (ResultKind.StructuredReportBySegmentFullSpatial, "sr-by-segment-full-spatial"),
        (ResultKind.ComprehensiveReportWithStrict, "comprehensive-sr-strict"),
        (ResultKind.ComprehensiveReportWithFullSpatial, "comprehensive-sr-full-spatial"),
        (ResultKind.ComprehensiveReportAlone, "comprehensive-sr-alone"),
        (ResultKind.ComprehensiveReportBySegment, "comprehensive-sr-by-segment"),
        (ResultKind.ComprehensiveReportBySegmentStrict, "comprehensive-sr-by-segment-strict"),
        (ResultKind.ComprehensiveReportBySegmentFullSpatial, "comprehensive-sr-by-segment-full-spatial"),
    ];

    static readonly (SegmentationProfile Profile, string Name, ResultKind Kind)[] Profiles =
    [
        (SegmentationProfile.ViewerCompat, "viewer-compat", ResultKind.Segmentation),
        (SegmentationProfile.Strict, "strict", ResultKind.SegmentationStrict),
        (SegmentationProfile.FullSpatial, "full-spatial", ResultKind.SegmentationFullSpatial),
    ];

    /// <summary>What <c>send</c> may name.</summary>
    public static IReadOnlyList<string> Sendable { get; } = [.. Table.Take(9).Select(row => row.Name)];

    /// <summary>Those that are about one image.</summary>
    public static IReadOnlyList<string> OfImage { get; } =
        [.. Table.Take(9).Where(row => !ResultKinds.OfStudy.Contains(row.Kind)).Select(row => row.Name)];

    /// <summary>What is sent when nothing is named.</summary>
    public static IReadOnlyList<string> Default { get; } = [.. Table.Take(4).Select(row => row.Name)];

    /// <summary>What <c>seg.profile</c> may name, the default first.</summary>
    public static IReadOnlyList<string> ProfileNames { get; } = [.. Profiles.Select(row => row.Name)];

    public static string Name(this ResultKind kind) => Table.First(row => row.Kind == kind).Name;

    public static ResultKind Parse(string name) => Table.First(row => row.Name == name).Kind;

    /// <summary>The kind that stands for "seg" under a profile; the default one for a name that is none.</summary>
    public static ResultKind Segmentation(string profile) => Profiles.FirstOrDefault(row => row.Name == profile, Profiles[0]).Kind;
}
