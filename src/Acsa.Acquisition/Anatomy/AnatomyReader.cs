using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Reads muscle, side and plane from an instance: codes first, then the laterality attributes, then the descriptive texts, by the
/// tables structures.json and anatomy.json. Statements that contradict each other are reasons for review. docs/calibration.md lists the
/// rules.
/// </summary>
public sealed partial class AnatomyReader(StructureTable table, AnatomyTable? rules = null)
{
    const string User = "the user";

    readonly TextAnatomy _texts = new(table, rules ?? AnatomyTable.BuiltIn);

    /// <summary>The words and rules in use.</summary>
    public AnatomyTable Table { get; } = rules ?? AnatomyTable.BuiltIn;

    /// <summary>Reads what the instance, and the frame (1-based) where frames state it, says of itself.</summary>
    /// <param name="stated">What the user states; it counts, and what the instance says otherwise is a reason for review.</param>
    public AnatomyReading Read(DicomDataset dataset, int frameNumber = 1, StatedAnatomy? stated = null)
    {
        var reasons = new List<string>();
        NamedAnatomy[] close =
        [
            StatedBy(stated), ImageSide(dataset, frameNumber), CodedAnatomy.Read(dataset, table),
            _texts.Read(dataset, DicomTag.ImageComments, "Image Comments", isOfImage: true), SeriesSide(dataset),
            _texts.Read(dataset, DicomTag.SeriesDescription, "Series Description"),
            _texts.Read(dataset, DicomTag.ProtocolName, "Protocol Name"),
            _texts.Read(dataset, DicomTag.BodyPartExamined, "Body Part Examined"),
        ];
        // A study covers many images: what is said of it counts only where nothing closer to the image speaks.
        NamedAnatomy[] distant =
        [
            _texts.Read(dataset, DicomTag.StudyDescription, "Study Description"),
            _texts.Read(dataset, DicomTag.RequestedProcedureDescription, "Requested Procedure Description"),
            _texts.Read(dataset, DicomTag.PerformedProcedureStepDescription, "Performed Procedure Step Description"),
        ];

        var (structures, structureSource) = Structures(close, distant, reasons);
        var (side, sideSource) = Side(close, distant, reasons);
        if (BodyPartProblem(dataset, structures, close[^1].Structures) is { } problem) reasons.Add(problem);
        var isDisputed = structures.Count == 0 && reasons.Count > 0;
        reasons.AddRange(Kinds(dataset));
        var namedClose = close.Any(source => source.Source != User && source.Structures.Count > 0);
        NamedAnatomy[] heard = structures.Count > 0 && !namedClose ? [.. close, .. distant] : close;
        reasons.AddRange(heard.Where(text => text.Structures.Count > 0).Select(text => text.Doubt).OfType<string>());
        return new AnatomyReading(structures, side, reasons)
        {
            Refusal = Along(heard, reasons),
            IsDisputed = isDisputed,
            Statements = [.. close.Concat(distant).SelectMany(source => source.Statements)],
            StructureSource = structureSource?.Source,
            SideSource = side == Laterality.Unknown ? null : sideSource?.Source,
            IsOfImage = structureSource?.IsOfImage == true && sideSource?.IsOfImage == true,
        };
    }

    internal static string NameOf(Laterality side) => side switch
    {
        Laterality.Left => "left",
        Laterality.Right => "right",
        _ => "unknown",
    };

    // A series that holds both planes does not say which one this image is.
    static string? Along(NamedAnatomy[] sources, List<string> reasons)
    {
        if (Array.Find(sources, source => source.IsLongitudinal) is not { } along) return null;
        if (Array.Find(sources, source => source.IsTransverse) is not { } across)
            return $"Not measured: {along.Source} says that the image is cut along the muscle, which has its cross-section across.";
        reasons.Add(along == across
            ? $"The plane is not certain: {along.Source} names a cut along the muscle and one across."
            : $"The plane is not certain: {along.Source} names a cut along the muscle, {across.Source} one across.");
        return null;
    }

    (List<string> Structures, NamedAnatomy? Source) Structures(NamedAnatomy[] close, NamedAnatomy[] distant, List<string> reasons)
    {
        var naming = close.Concat(distant).Where(source => source.Structures.Count > 0).ToList();
        if (naming.Count == 0) return ([], null);
        var first = naming[0];
        foreach (var other in naming.Where(source => !Compatible(source.Structures, first.Structures)))
        {
            reasons.Add($"The muscle is not certain: {first.Source} says {Names(first.Structures)}, {other.Source} says {Names(other.Structures)}.");
            // Of the same rank, neither is believed; the user and what is closer to the image are.
            if (first.Source != User && (!distant.Contains(other) || distant.Contains(first))) return ([], first);
            break;
        }
        return (Reduce(first.Structures), first);
    }

    static (Laterality Side, NamedAnatomy? Source) Side(NamedAnatomy[] close, NamedAnatomy[] distant, List<string> reasons)
    {
        var stating = close.Concat(distant).Where(source => source.Side != Laterality.Unknown).ToList();
        if (stating.Count == 0) return (Laterality.Unknown, null);
        var first = stating[0];
        if (stating.Find(source => source.Side != first.Side) is not { } other) return (first.Side, first);
        reasons.Add($"The side is not certain: {first.Source} says {NameOf(first.Side)}, {other.Source} says {NameOf(other.Side)}.");
        return first.Source == User || (distant.Contains(other) && !distant.Contains(first))
            ? (first.Side, first)
            : (Laterality.Unknown, first);
    }

    static NamedAnatomy StatedBy(StatedAnatomy? stated)
    {
        if (stated is null) return NamedAnatomy.Silent(User);
        var statements = new List<AnatomyStatement>();
        if (stated.Structure is { } key) statements.Add(new(User, "structure", key, "stated by the user"));
        if (stated.Side != Laterality.Unknown) statements.Add(new(User, "side", NameOf(stated.Side), "stated by the user"));
        return new(User, stated.Structure is null ? [] : [stated.Structure], stated.Side) { IsOfImage = true, Statements = statements };
    }

    // The quadriceps and one of its heads do not contradict each other.
    bool Compatible(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b) =>
        a.Any(one => b.Any(two => one == two || table.Find(one)!.PartOf == two || table.Find(two)!.PartOf == one));

    List<string> Reduce(IReadOnlyCollection<string> keys) =>
        [.. table.Structures.Where(structure => keys.Contains(structure.Key) && !keys.Any(key => table.Find(key)!.PartOf == structure.Key))
            .Select(structure => structure.Key)];

    string Names(IEnumerable<string> keys) => string.Join(" and ", keys.Select(key => table.Find(key)!.Name));
}
