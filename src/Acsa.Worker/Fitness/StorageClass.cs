using Acsa.Reporting;
using Acsa.Worker.Segments;

namespace Acsa.Worker.Fitness;

/// <summary>A SOP class that results are stored as.</summary>
/// <param name="Kinds">The kinds of result that need it; a presentation state needs two, for grey and for colour images.</param>
sealed record StorageClass(string Name, DicomUID Uid, IReadOnlyList<ResultKind> Kinds)
{
    /// <summary>All that a destination is asked about.</summary>
    public static IReadOnlyList<StorageClass> All { get; } =
    [
        new("Segmentation", DicomUID.SegmentationStorage, [ResultKind.Segmentation]),
        new("Label Map Segmentation", SegmentationClass.LabelMap, [ResultKind.LabelMap]),
        new("Comprehensive 3D SR", DicomUID.Comprehensive3DSRStorage, [ResultKind.StructuredReport]),
        new("Comprehensive SR", DicomUID.ComprehensiveSRStorage, [ResultKind.ComprehensiveReport]),
        new("Basic Text SR", DicomUID.BasicTextSRStorage, [ResultKind.TextReport]),
        new("Grayscale Softcopy Presentation State", DicomUID.GrayscaleSoftcopyPresentationStateStorage, [ResultKind.PresentationState]),
        new("Color Softcopy Presentation State", DicomUID.ColorSoftcopyPresentationStateStorage, [ResultKind.PresentationState]),
        new("Secondary Capture Image", DicomUID.SecondaryCaptureImageStorage, [ResultKind.SecondaryCapture]),
        new("Encapsulated PDF", DicomUID.EncapsulatedPDFStorage, [ResultKind.Document]),
        new("Key Object Selection", DicomUID.KeyObjectSelectionDocumentStorage, [ResultKind.RejectionNote]),
    ];

    /// <summary>A class by its name, as far as it is one of ours.</summary>
    public static string NameOf(string sopClassUid) => All.FirstOrDefault(one => one.Uid.UID == sopClassUid)?.Name ?? sopClassUid;
}
