using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Where quality rules begin. Set on simulated muscles and by judgement, to be tuned on a site's own images;
/// docs/quality.md.</summary>
public static class QualityThresholds
{
    /// <summary>Certainty under which an outline that is not repeated either is none.</summary>
    public const double PlaneCertainty = 0.65;

    /// <summary>Agreement with the mirror image under which it counts as not repeated.</summary>
    public const double PlaneAgreement = 0.90;

    /// <summary>The same for the change of area with the threshold.</summary>
    public const double PlaneSweep = 0.25;

    /// <summary>cm²; beyond these the scale is wrong, whatever the muscle.</summary>
    public static readonly Bounds PossibleAreaCm2 = new(0.1, 200);

    /// <summary>
    /// How far inwards the edge of the field of view reaches, as a part of the rectangle's longer side: two pixels of a model's input of
    /// 192. Outlines of simulated muscles that were cut on purpose end about one of them before the edge.
    /// </summary>
    public const double EdgeReach = 1.0 / 96;

    /// <summary>Part of the outline within that reach: a tip that comes near has less, a cut end more.</summary>
    public const double EdgeShare = 0.04;

    /// <summary>The same where the model judges the muscle to be whole: a muscle may end beside the edge, but not along much of it.</summary>
    public const double EdgeShareOfWhole = 0.12;

    /// <summary>How near a side an outline that runs along it counts as cut, as a part of the rectangle's longer side.</summary>
    public const double StraightSideDistance = 0.05;

    /// <summary>How deep the part of an outline is that counts as running along a side, in the same measure.</summary>
    public const double StraightSideDepth = 0.015;

    /// <summary>Part of the mask's rows (or columns) that end within that depth.</summary>
    public const double StraightSideShare = 0.4;

    /// <summary>Least part of the model's mask that the largest piece must hold: specks are normal, a second piece of a tenth is
    /// not.</summary>
    public const double LargestPieceShare = 0.90;

    /// <summary>Least size of the mask after clean-up, as a part of the model's: the three pixels that one published clean-up takes off
    /// all around are 7 % of a muscle of 300 × 120 pixels and 15 % of one of 100 × 60.</summary>
    public const double KeptShare = 0.85;

    /// <summary>Fewer pixels have an outline error of several per cent whatever the model does.</summary>
    public const int Pixels = 400;

    /// <summary>cm²; for structures without limits of their own.</summary>
    public static readonly Bounds PlausibleAreaCm2 = new(0.3, 100);

    /// <summary>Agreement of mask and mirror image, under which a person must look.</summary>
    public const double Agreement = 0.97;

    /// <summary>The same where the model judges its outline: its own doubt then sees more than the mirror image does.</summary>
    public const double AgreementOfJudged = 0.95;

    /// <summary>Change of the area with the threshold, over which a person must look.</summary>
    public const double Sweep = 0.06;

    /// <summary>The same where the model judges its outline.</summary>
    public const double SweepOfJudged = 0.08;

    /// <summary>Model certainty, 0 to 1, under which a person must look.</summary>
    public const double ModelCertainty = 0.70;

    /// <summary>The model's judgement that its outline is right, 0 to 1, under which a person must look.</summary>
    public const double Right = 0.40;

    /// <summary>The same for the muscle lying in the picture as a whole.</summary>
    public const double Whole = 0.30;

    /// <summary>
    /// The same, from which an outline near the edge of the field is believed to end there by itself. Without a judgement it never is.
    /// </summary>
    public const double WholeBesideEdge = 0.40;

    /// <summary>Part of the counted pixels at 255, from which the mean is noticeably too low.</summary>
    public const double SaturatedShare = 0.05;

    /// <summary>Part of the mask under text, calipers or colour.</summary>
    public const double CoveredShare = 0.10;
}
