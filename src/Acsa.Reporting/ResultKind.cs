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

    /// <summary>Key Object Selection Document Storage: that earlier results of the same image are rejected.</summary>
    RejectionNote,
}
