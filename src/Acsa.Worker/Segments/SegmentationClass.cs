namespace Acsa.Worker.Segments;

/// <summary>The SOP classes that hold segments as pixels.</summary>
static class SegmentationClass
{
    /// <summary>Label Map Segmentation Storage, of the standard's 2023 editions: not every DICOM library in use has its name.</summary>
    public static readonly DicomUID LabelMap = DicomUID.Parse("1.2.840.10008.5.1.4.1.1.66.7");

    /// <summary>Whether a data set is a Segmentation at all.</summary>
    public static bool Is(string sopClassUid) => sopClassUid == DicomUID.SegmentationStorage.UID || sopClassUid == LabelMap.UID;
}
