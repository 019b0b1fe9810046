namespace Acsa.Reporting;

/// <summary>How a segmentation says where it lies; its pixels are the same in all of them.</summary>
public enum SegmentationProfile
{
    /// <summary>
    /// Row by row on the source, with a shared Plane Orientation (and Pixel Measures where one scale holds for all) that viewers ask for,
    /// although the source has no Frame of Reference: a small deviation from PS3.3 A.51-2.
    /// </summary>
    ViewerCompat,

    /// <summary>Row by row on the source and nothing spatial, as PS3.3 A.51.5.1 has it. Cornerstone and OHIF do not load it.</summary>
    Strict,

    /// <summary>
    /// In the source's own Frame of Reference, with its position, orientation and spacing; <see cref="Strict"/> where the source lacks
    /// one of them, for none is made up.
    /// </summary>
    FullSpatial,
}
