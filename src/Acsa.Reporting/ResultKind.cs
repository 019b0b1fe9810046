namespace Acsa.Reporting;

/// <summary>What is written about an image.</summary>
public enum ResultKind
{
    /// <summary>Segmentation Storage: the mask, as viewers load it (<see cref="SegmentationProfile.ViewerCompat"/>).</summary>
    Segmentation,

    /// <summary>Comprehensive 3D SR Storage, TID 1500: the numbers.</summary>
    StructuredReport,

    /// <summary>Secondary Capture Image Storage: the picture that every PACS shows.</summary>
    SecondaryCapture,

    /// <summary>Segmentation Storage after the letter of PS3.3 A.51 (<see cref="SegmentationProfile.Strict"/>).</summary>
    SegmentationStrict,

    /// <summary>
    /// Segmentation Storage placed in the source's own Frame of Reference (<see cref="SegmentationProfile.FullSpatial"/>).
    /// </summary>
    SegmentationFullSpatial,

    /// <summary>Label Map Segmentation Storage: the masks as one image of segment numbers.</summary>
    LabelMap,

    /// <summary>Comprehensive SR Storage with the same tree, for receivers that do not take Comprehensive 3D SR.</summary>
    ComprehensiveReport,

    /// <summary>Basic Text SR Storage: the numbers as sentences, for receivers that take no other.</summary>
    TextReport,

    /// <summary>Grayscale or Color Softcopy Presentation State Storage: outline and numbers over the original.</summary>
    PresentationState,

    /// <summary>Encapsulated PDF Storage: one page for people.</summary>
    Document,

    /// <summary><see cref="StructuredReport"/> that refers to the strict segmentation where an outline cannot stand for a mask.</summary>
    StructuredReportWithStrict,

    /// <summary>The same beside <see cref="SegmentationFullSpatial"/>.</summary>
    StructuredReportWithFullSpatial,

    /// <summary>The same for who gets no segmentation: it refers to none, and such a mask has numbers without a region.</summary>
    StructuredReportAlone,

    /// <summary><see cref="StructuredReport"/> whose regions are frames of the segmentation, all of them.</summary>
    StructuredReportBySegment,

    /// <summary>The same beside <see cref="SegmentationStrict"/>.</summary>
    StructuredReportBySegmentStrict,

    /// <summary>The same beside <see cref="SegmentationFullSpatial"/>.</summary>
    StructuredReportBySegmentFullSpatial,

    /// <summary><see cref="ComprehensiveReport"/> beside <see cref="SegmentationStrict"/>.</summary>
    ComprehensiveReportWithStrict,

    /// <summary>The same beside <see cref="SegmentationFullSpatial"/>.</summary>
    ComprehensiveReportWithFullSpatial,

    /// <summary>The same for who gets no segmentation.</summary>
    ComprehensiveReportAlone,

    /// <summary><see cref="ComprehensiveReport"/> whose regions are frames of the segmentation, all of them.</summary>
    ComprehensiveReportBySegment,

    /// <summary>The same beside <see cref="SegmentationStrict"/>.</summary>
    ComprehensiveReportBySegmentStrict,

    /// <summary>The same beside <see cref="SegmentationFullSpatial"/>.</summary>
    ComprehensiveReportBySegmentFullSpatial,

    /// <summary>Key Object Selection Document Storage: that earlier results of the same image are rejected.</summary>
    RejectionNote,

    /// <summary>Comprehensive 3D SR Storage, TID 1500: what the images of a study say together.</summary>
    StudyReport,

    /// <summary>The same as Comprehensive SR Storage.</summary>
    StudyComprehensiveReport,

    /// <summary>The same as Basic Text SR Storage, in sentences.</summary>
    StudyTextReport,
}
