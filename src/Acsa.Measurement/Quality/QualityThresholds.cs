namespace Acsa.Measurement;

/// <summary>Where quality flags begin. Set by judgement, to be tuned on a site's own images; listed in docs/measurements.md.</summary>
public static class QualityThresholds
{
    /// <summary>Mask pixels at the border of the analysed rectangle: one or two can be the rounding of an outline that just touches.</summary>
    public const int BorderPixels = 3;

    /// <summary>
    /// How far inwards the border reaches, as a part of the rectangle's longer side: four pixels of a model's input of 256. Outlines of
    /// simulated muscles that were cut on purpose ended about two of them before the edge.
    /// </summary>
    public const double BorderShare = 4.0 / 256;

    /// <summary>How near a side an outline that runs along it counts as cut, as a part of the rectangle's longer side.</summary>
    public const double FlatSideDistance = 0.05;

    /// <summary>How deep the part of an outline is that counts as running along a side, in the same measure.</summary>
    public const double FlatSideDepth = 0.015;

    /// <summary>
    /// Part of the mask's rows (or columns) that end within that depth: none of 113 frames of whole simulated muscles has so many near a side.
    /// </summary>
    public const double FlatSideShare = 0.4;

    /// <summary>Part of the outline along the edge of the scanned sector: a muscle that ends at the edge has far more, one whose tip
    /// comes near has less.</summary>
    public const double SectorEdgeShare = 0.10;

    /// <summary>Least part of the model's mask that the largest piece must hold: specks are normal, a second piece of a tenth is not.</summary>
    public const double LargestPieceShare = 0.90;

    /// <summary>Fewer pixels have an outline error of several per cent whatever the model does.</summary>
    public const int Pixels = 400;

    /// <summary>cm²; wider than any limb muscle of an adult or a child, so it catches wrong calibrations and wrong structures only.
    /// A structure's own limits, where given, are used instead.</summary>
    public static readonly Interval PlausibleAreaCm2 = new(0.3, 100);

    /// <summary>Model certainty, 0 to 1, under which a person must look.</summary>
    public const double ModelCertainty = 0.70;

    /// <summary>Part of the counted pixels at 255, from which the mean is noticeably too low.</summary>
    public const double SaturatedShare = 0.05;

    /// <summary>Part of the mask under text, calipers or colour.</summary>
    public const double CoveredShare = 0.10;
}
