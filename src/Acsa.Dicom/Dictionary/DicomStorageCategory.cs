namespace Acsa.Dicom;

/// <summary>What kind of object a storage SOP class stores.</summary>
public enum DicomStorageCategory
{
    /// <summary>The UID is no storage class.</summary>
    None,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A presentation state.</summary>
    PresentationState,

    /// <summary>A structured report or key object selection.</summary>
    StructuredReport,

    /// <summary>A waveform.</summary>
    Waveform,

    /// <summary>An encapsulated document.</summary>
    Document,

    /// <summary>Raw data.</summary>
    Raw,

    /// <summary>Any other stored object, such as a segmentation.</summary>
    Other,

    /// <summary>An object of a private class.</summary>
    Private,

    /// <summary>A volume image.</summary>
    Volume,
}
