using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Acsa.Imaging;
using static Acsa.Measurement.FindingStatus;
using Limit = Acsa.Measurement.QualityThresholds;

namespace Acsa.Measurement;

/// <summary>The table of all objections to a measurement. Pure: evidence in, flags out. docs/quality.md prints it.</summary>
public static partial class QualityRules
{
    /// <summary>Name of the arithmetic behind the table; it changes whenever a verdict may change though no number of the table does.</summary>
    public const string Version = "acsa-quality-5";

    /// <summary>The rules, the gravest first.</summary>
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        new(QualityFlagKind.MaskEmpty, Refused, $"the model marked nothing", MaskEmpty),
        new(QualityFlagKind.WrongPlane, Refused,
            $"certainty under {Limit.PlaneCertainty:0.00}, and agreement under {Limit.PlaneAgreement:0.00} or threshold sweep over {Limit.PlaneSweep:0.00}",
            WrongPlane),
        new(QualityFlagKind.ImpossibleArea, Refused,
            $"area outside {Limit.PossibleAreaCm2.Low:0.##} to {Limit.PossibleAreaCm2.High:0.##} cm²", ImpossibleArea),
        new(QualityFlagKind.CutByEdge, Review,
            $"{100 * Limit.EdgeShare:0.#} % or more of the outline ({100 * Limit.EdgeShareOfWhole:0.#} % where the model judges the muscle to be whole, {Limit.WholeBesideEdge:0.00} or more) within {100 * Limit.EdgeReach:0.0} % of the rectangle's longer side (at least 2 pixels) from the field's left, right or lower edge, or from its black corners",
            CutByEdge),
        new(QualityFlagKind.StraightSide, Review,
            $"the outline comes within {100 * Limit.StraightSideDistance:0.#} % of the longer side from the left, right or lower edge, the model does not judge the muscle to be whole ({Limit.WholeBesideEdge:0.00} or more), and {100 * Limit.StraightSideShare:0.#} % of its rows (columns) end within {100 * Limit.StraightSideDepth:0.#} % of there",
            StraightSide),
        new(QualityFlagKind.SeveralPieces, Review,
            $"the largest piece holds less than {100 * Limit.LargestPieceShare:0.#} % of what the model marked, or the piece that the clean-up chooses less than that of all it chooses from",
            SeveralPieces),
        new(QualityFlagKind.CleanedAway, Review,
            $"not several-pieces, and less than {100 * Limit.KeptShare:0.#} % of what the model marked is left after the clean-up", CleanedAway),
        new(QualityFlagKind.FewPixels, Review, $"fewer than {Limit.Pixels} mask pixels", FewPixels),
        new(QualityFlagKind.ImplausibleArea, Review,
            $"area outside the muscle's limits (without such: {Limit.PlausibleAreaCm2.Low:0.##} to {Limit.PlausibleAreaCm2.High:0.##} cm²)",
            ImplausibleArea),
        new(QualityFlagKind.ImplausibleThickness, Review, $"thickness outside the muscle's limits", ImplausibleThickness),
        new(QualityFlagKind.ImplausibleShape, Review, $"ratio of the principal axes outside the muscle's limits", ImplausibleShape),
        new(QualityFlagKind.LowAgreement, Review,
            $"agreement with the mirror image's outline under {Limit.Agreement:0.00} ({Limit.AgreementOfJudged:0.00} where the model judges its outline)",
            LowAgreement),
        new(QualityFlagKind.BlurredEdge, Review,
            $"threshold sweep over {Limit.Sweep:0.00} ({Limit.SweepOfJudged:0.00} where the model judges its outline)", BlurredEdge),
        new(QualityFlagKind.LowCertainty, Review, $"certainty under {Limit.ModelCertainty:0.00}", LowCertainty),
        new(QualityFlagKind.OutlineDoubted, Review, $"the model's judgement that the outline is right is under {Limit.Right:0.00}",
            OutlineDoubted),
        new(QualityFlagKind.MuscleCut, Review, $"the model's judgement that the whole muscle is in the picture is under {Limit.Whole:0.00}",
            MuscleCut),
        new(QualityFlagKind.Covered, Review, $"more than {100 * Limit.CoveredShare:0.#} % of the mask is excluded", Covered),
        new(QualityFlagKind.Saturated, Review, $"more than {100 * Limit.SaturatedShare:0.#} % of the counted pixels are at 255", Saturated),
    ];

    /// <summary>All flags that apply, the gravest first; none when all is well.</summary>
    public static IReadOnlyList<QualityFlag> Run(QualityEvidence evidence)
    {
        if (All[0].Check(evidence) is { } empty) return [empty];
        var flags = new List<QualityFlag>();
        foreach (var rule in All)
            if (rule.Check(evidence) is { } flag) flags.Add(flag);
        return flags;
    }

    /// <summary>SHA-256 of the rules and of the limits in <paramref name="structures"/>: another one, and verdicts may differ.</summary>
    public static string Fingerprint(StructureTable structures)
    {
        var text = new StringBuilder(Version);
        foreach (var rule in All) text.Append(CultureInfo.InvariantCulture, $"|{rule.Name} {rule.Verdict} {rule.RaisedWhen}");
        foreach (var structure in structures.Structures)
        {
            if (structure.Plausible is not { } size) continue;
            text.Append(CultureInfo.InvariantCulture,
                $"|{structure.Key} {size.AreaCm2.Low} {size.AreaCm2.High} {size.ThicknessCm.Low} {size.ThicknessCm.High} {size.Aspect.Low} {size.Aspect.High}");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
