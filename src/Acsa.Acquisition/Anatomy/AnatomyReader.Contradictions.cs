using Acsa.Imaging;

namespace Acsa.Acquisition;

public sealed partial class AnatomyReader
{
    // What the sources name together, and the one that decided. They come in the order of docs/calibration.md: the user, what is close to
    // the image, what is said of the study. Of the same rank the more specific counts; a contradiction leaves nothing.
    (List<string> Structures, NamedAnatomy? Source) Structures(NamedAnatomy[] sources, List<string> reasons)
    {
        var naming = sources.Where(source => source.Structures.Count > 0).ToList();
        if (naming.Count == 0) return ([], null);
        var decisive = naming[0];
        var named = Reduce(decisive.Structures);
        for (var i = 1; i < naming.Count; i++)
        {
            var source = naming[i];
            var common = Common(named, source.Structures);
            if (Contradicted(naming.Take(i), source, common.Count == 0) is { } other)
            {
                reasons.Add($"The muscle is not certain: {other.Source} says {Names(other.Structures)}, " +
                    $"{source.Source} says {Names(source.Structures)}.");
                return (RankOf(source) == RankOf(decisive) ? [] : named, decisive);
            }
            if (RankOf(source) == RankOf(decisive) && !common.SequenceEqual(named)) (named, decisive) = (common, source);
        }
        return (named, decisive);
    }

    // Two sources that agree with a third, be it the user's word, need not agree with each other. Descriptions of the study may name what
    // other images show.
    NamedAnatomy? Contradicted(IEnumerable<NamedAnatomy> earlier, NamedAnatomy source, bool leavesNothing)
    {
        var others = leavesNothing || RankOf(source) < 2 ? earlier.ToList() : [];
        return others.Find(before => Common(before.Structures, source.Structures).Count == 0) ?? (leavesNothing ? others[0] : null);
    }

    static (Laterality Side, NamedAnatomy? Source) Side(NamedAnatomy[] sources, List<string> reasons)
    {
        var stating = sources.Where(source => source.Sides != NamedSides.None).ToList();
        if (stating.Count == 0) return (Laterality.Unknown, null);
        var first = stating[0];
        if (stating.Find(source => Contradict(first, source)) is not { } other) return (first.Sides.Single(), first);
        reasons.Add($"The side is not certain: {first.Source} says {Words(first)}, {other.Source} says {Words(other)}.");
        return (RankOf(first) == RankOf(other) ? Laterality.Unknown : first.Sides.Single(), first);

        static string Words(NamedAnatomy source) => source.Sides.Name() + (source.Sides == NamedSides.Both ? " sides" : "");
    }

    // A series or a study of both sides may hold an image of one; an image of both sides is not one of the left.
    static bool Contradict(NamedAnatomy first, NamedAnatomy other) =>
        first.Sides != other.Sides && !(other.Sides == NamedSides.Both && other.Scope > first.Scope);

    // The user's word stands by itself, and so does what is said of the whole study.
    static int RankOf(NamedAnatomy source) => source.Source == User ? 0 : source.Scope == StatementScope.Study ? 2 : 1;

    // The quadriceps and one of its heads do not contradict each other: the head counts.
    List<string> Common(IEnumerable<string> a, IReadOnlyCollection<string> b) =>
        Reduce([.. a.SelectMany(one => b.Select(two => MoreSpecific(one, two))).OfType<string>()]);

    string? MoreSpecific(string one, string two) =>
        one == two || table.Find(one)!.PartOf == two ? one : table.Find(two)!.PartOf == one ? two : null;

    List<string> Reduce(IReadOnlyCollection<string> keys) =>
        [.. table.Structures.Where(structure => keys.Contains(structure.Key) && !keys.Any(key => table.Find(key)!.PartOf == structure.Key))
            .Select(structure => structure.Key)];

    string Names(IEnumerable<string> keys) => string.Join(" and ", keys.Select(key => table.Find(key)!.Name));
}
