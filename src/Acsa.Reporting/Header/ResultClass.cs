namespace Acsa.Reporting;

/// <summary>SOP class, modality and series of each kind of result.</summary>
internal static class ResultClass
{
    // Not all of these classes are among the names of every DICOM library in use.
    public const string LabelMapSegmentation = "1.2.840.10008.5.1.4.1.1.66.7";

    /// <summary>What kind is written about <paramref name="source"/>: the presentation state depends on its colours.</summary>
    public static string SopClassUid(ResultKind kind, SourceReference? source) => kind.Form() switch
    {
        ResultKind.Segmentation or ResultKind.SegmentationStrict or ResultKind.SegmentationFullSpatial => DicomUID.SegmentationStorage.UID,
        ResultKind.LabelMap => LabelMapSegmentation,
        ResultKind.StructuredReport or ResultKind.StudyReport => DicomUID.Comprehensive3DSRStorage.UID,
        ResultKind.ComprehensiveReport or ResultKind.StudyComprehensiveReport => DicomUID.ComprehensiveSRStorage.UID,
        ResultKind.TextReport or ResultKind.StudyTextReport => DicomUID.BasicTextSRStorage.UID,
        // PS3.3 A.33.1, A.33.2: grayscale states speak of grey images only, color ones of true and palette colour.
        ResultKind.PresentationState when source?.IsGrey == true => DicomUID.GrayscaleSoftcopyPresentationStateStorage.UID,
        ResultKind.PresentationState => DicomUID.ColorSoftcopyPresentationStateStorage.UID,
        ResultKind.Document => DicomUID.EncapsulatedPDFStorage.UID,
        ResultKind.RejectionNote => DicomUID.KeyObjectSelectionDocumentStorage.UID,
        ResultKind.SecondaryCapture => DicomUID.SecondaryCaptureImageStorage.UID,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Modality (null: the source's), Series Number and Series Description.</summary>
    public static (string? Modality, int Number, string Description) Series(ResultKind kind) => kind.Form() switch
    {
        ResultKind.Segmentation or ResultKind.SegmentationStrict or ResultKind.SegmentationFullSpatial => ("SEG", 701, "ACSA segmentation"),
        ResultKind.StructuredReport => ("SR", 702, "ACSA measurements"),
        ResultKind.PresentationState => ("PR", 703, "ACSA outline"),
        // The picture belongs beside the images it was made from.
        ResultKind.SecondaryCapture => (null, 704, "ACSA overlay"),
        ResultKind.Document => ("DOC", 705, "ACSA page"),
        ResultKind.LabelMap => ("SEG", 706, "ACSA label map"),
        ResultKind.ComprehensiveReport => ("SR", 707, "ACSA measurements"),
        ResultKind.TextReport => ("SR", 708, "ACSA report as text"),
        ResultKind.RejectionNote => ("KO", 709, "ACSA rejected results"),
        ResultKind.StudyReport => ("SR", 710, "ACSA study measurements"),
        ResultKind.StudyComprehensiveReport => ("SR", 711, "ACSA study measurements"),
        ResultKind.StudyTextReport => ("SR", 712, "ACSA study as text"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
