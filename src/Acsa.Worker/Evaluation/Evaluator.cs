using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Worker.Evaluation;

/// <summary>Finds the masks that belong together and compares them.</summary>
static class Evaluator
{
    /// <param name="measuredOnly">Leave out what the node itself sends to a person or refuses; it is listed as without a
    /// counterpart.</param>
    public static EvaluationDocument Run(MaskFolder predicted, MaskFolder truth, bool measuredOnly = false)
    {
        var counted = predicted.Cases.Where(one => !measuredOnly || one.Status is null or "measured").ToList();
        var document = Run(counted, truth.Cases, [.. predicted.Images, .. truth.Images]);
        var leftOut = predicted.Cases.Except(counted).Select(one => $"{one.Name} ({one.File}): {one.Status}");
        return document with
        {
            Unmatched = document.Unmatched with { Predicted = [.. document.Unmatched.Predicted, .. leftOut] },
            Problems = [.. predicted.Problems, .. truth.Problems, .. document.Problems],
        };
    }

    /// <summary>Compares masks that were read already.</summary>
    /// <param name="images">Those that lie among the masks.</param>
    public static EvaluationDocument Run(
        IReadOnlyList<MaskCase> predicted, IReadOnlyList<MaskCase> truth, IReadOnlyList<ImagePlane>? images = null)
    {
        var planes = new PlaneCheck(images ?? []);
        var problems = new List<string>();
        var (pairs, unmatched) = Match(predicted, truth, problems);
        var cases = pairs.Select(pair => Compare(pair.Predicted, pair.Truth, planes, problems)).OfType<EvaluationCase>()
            .OrderBy(one => one.Image, StringComparer.Ordinal).ThenBy(one => one.Frame).ToList();
        return new(Groups(cases), cases, unmatched, problems);
    }

    static (List<(MaskCase Predicted, MaskCase Truth)>, UnmatchedMasks) Match(
        IReadOnlyList<MaskCase> predicted, IReadOnlyList<MaskCase> truth, List<string> problems)
    {
        var pairs = new List<(MaskCase, MaskCase)>();
        var byFrame = truth.ToLookup(one => one.Frame);
        var used = new Dictionary<MaskCase, MaskCase>(ReferenceEqualityComparer.Instance);
        var alone = new List<string>();
        foreach (var one in predicted)
        {
            var candidates = byFrame[one.Frame].Where(other => SameImage(one, other) && MayBeSame(one.Structure, other.Structure)).ToList();
            // The one that says which muscle and side it is, where others do not.
            if (candidates.Count > 1
                && candidates.Where(other => other.Structure == one.Structure).ToList() is { Count: > 0 } named) candidates = named;
            if (candidates.Count > 1
                && candidates.Where(other => other.Laterality == one.Laterality).ToList() is [var sided]) candidates = [sided];
            if (candidates is [var match] && used.TryAdd(match, one)) pairs.Add((one, match));
            else
            {
                alone.Add($"{one.Name} ({one.File})");
                if (candidates.Count > 1)
                    problems.Add($"{one.File}: {candidates.Count} true masks fit {one.Name}: {string.Join(", ", candidates.Select(other => other.Structure ?? other.File))}; name one with --label.");
                else if (candidates.Count == 1)
                    problems.Add($"{one.File}: the true mask of {one.Name} is already compared with {used[candidates[0]].File}; one predicted mask for each is expected.");
            }
        }

        return (pairs, new(alone, [.. truth.Where(one => !used.ContainsKey(one)).Select(one => $"{one.Name} ({one.File})")]));
    }

    static bool SameImage(MaskCase one, MaskCase other) =>
        one.SopInstanceUid is { } uid && other.SopInstanceUid is { } otherUid ? uid == otherUid
            : string.Equals(one.Image, other.Image, StringComparison.OrdinalIgnoreCase);

    // A label such as "muscle" contradicts nothing; two muscles of structures.json do.
    static bool MayBeSame(string? one, string? other) => one == other || !MaskNames.IsKnown(one) || !MaskNames.IsKnown(other);

    static EvaluationCase? Compare(MaskCase predicted, MaskCase truth, PlaneCheck planes, List<string> problems)
    {
        if (predicted.Mask.Width != truth.Mask.Width || predicted.Mask.Height != truth.Mask.Height)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"{predicted.File}: {predicted.Name} is {predicted.Mask.Width}×{predicted.Mask.Height} pixels; expected: {truth.Mask.Width}×{truth.Mask.Height}, as {truth.File}."));
            return null;
        }

        if (planes.Problem(truth, predicted) is { } problem)
        {
            problems.Add(problem);
            return null;
        }

        var overlap = MaskOverlap.Of(predicted.Mask, truth.Mask);
        var size = Scale(predicted, truth, problems);
        var (predictedArea, trueArea) = size is { } scale
            ? (predicted.StatedAreaCm2 ?? overlap.Predicted * scale.AreaCm2, truth.StatedAreaCm2 ?? overlap.Truth * scale.AreaCm2)
            : ((double?)null, (double?)null);
        var error = trueArea is > 0 and var area ? 100 * (predictedArea!.Value - area) / area
            : overlap.Truth > 0 ? 100.0 * (overlap.Predicted - overlap.Truth) / overlap.Truth : (double?)null;
        var pixels = SurfaceDistance.Hausdorff95(predicted.Mask, truth.Mask, 1, 1);
        return new(
            truth.Image, truth.Frame, MaskNames.IsKnown(truth.Structure) ? truth.Structure : predicted.Structure ?? truth.Structure,
            truth.Laterality ?? predicted.Laterality, truth.Grade ?? predicted.Grade, predicted.Status,
            overlap.Dice, overlap.Iou, overlap.Precision, overlap.Recall,
            size is not { } cm ? null
                : cm.XCm == cm.YCm ? 10 * cm.XCm * pixels
                : SurfaceDistance.Hausdorff95(predicted.Mask, truth.Mask, 10 * cm.XCm, 10 * cm.YCm),
            pixels, predictedArea, trueArea, error);
    }

    static PixelSize? Scale(MaskCase predicted, MaskCase truth, List<string> problems)
    {
        if (predicted.PixelSize is not { } one || truth.PixelSize is not { } other) return truth.PixelSize ?? predicted.PixelSize;
        if (PlaneCheck.Agree(one, other)) return other;
        problems.Add(string.Create(CultureInfo.InvariantCulture,
            $"{predicted.File}: {predicted.Name} has pixels of {one.XCm:G6}×{one.YCm:G6} cm; expected: {other.XCm:G6}×{other.YCm:G6} cm, as {truth.File}; no lengths are given for it."));
        return null;
    }

    static List<EvaluationGroup> Groups(List<EvaluationCase> cases)
    {
        var groups = new List<EvaluationGroup> { Group(null, null, cases) };
        foreach (var muscle in cases.Where(one => one.Structure is not null).GroupBy(one => one.Structure).OrderBy(group => group.Key,
            StringComparer.Ordinal))
        {
            groups.Add(Group(muscle.Key, null, [.. muscle]));
            groups.AddRange(muscle.Where(one => one.Grade is not null).GroupBy(one => one.Grade).OrderBy(group => group.Key)
                .Select(grade => Group(muscle.Key, grade.Key, [.. grade])));
        }

        return groups;
    }

    static EvaluationGroup Group(string? structure, int? grade, List<EvaluationCase> cases) => new(
        structure, grade, cases.Count,
        EvaluationSpread.Of(cases.Select(one => one.Dice)), EvaluationSpread.Of(cases.Select(one => one.Iou)),
        EvaluationSpread.Of(cases.Select(one => one.Precision)), EvaluationSpread.Of(cases.Select(one => one.Recall)),
        EvaluationSpread.Of(cases.Select(one => one.Hausdorff95Mm)), EvaluationSpread.Of(cases.Select(one => one.Hausdorff95Pixels)),
        EvaluationSpread.Of(cases.Select(one => one.AreaErrorPercent)), Agreement.Of(Areas(cases)));

    /// <summary>The pairs of areas in cm², of the cases that have both.</summary>
    public static IReadOnlyList<(double Predicted, double Truth)> Areas(IEnumerable<EvaluationCase> cases) =>
        [.. cases.Where(one => one is { PredictedAreaCm2: not null, TruthAreaCm2: not null }).Select(one =>
            (one.PredictedAreaCm2!.Value, one.TruthAreaCm2!.Value))];
}
