namespace Acsa.Reporting;

/// <summary>What is written about an image.</summary>
public enum ResultKind
{
    /// <summary>Segmentation Storage: the mask.</summary>
    Segmentation,

    /// <summary>Comprehensive 3D SR Storage, TID 1500: the numbers.</summary>
    StructuredReport,

    /// <summary>Secondary Capture Image Storage: the picture that every PACS shows.</summary>
    SecondaryCapture,
}
