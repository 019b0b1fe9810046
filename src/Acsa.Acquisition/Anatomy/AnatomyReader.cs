using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Reads muscle and side from an instance: codes first, then the laterality attributes, then the descriptive texts, by the rules of the
/// structure table. Statements that contradict each other yield nothing but a reason. docs/calibration.md lists the rules.
/// </summary>
public sealed class AnatomyReader(StructureTable table)
{
    /// <summary>Reads what the instance, and the frame (1-based) where frames state it, says of itself.</summary>
    public AnatomyReading Read(DicomDataset dataset, int frameNumber = 1)
    {
        var coded = CodedAnatomy.Read(dataset, table);
        var series = Text(dataset, DicomTag.SeriesDescription, "Series Description");
        var protocol = Text(dataset, DicomTag.ProtocolName, "Protocol Name");
        var study = Text(dataset, DicomTag.StudyDescription, "Study Description");

        var reasons = new List<string>();
        var structures = Structures([coded, series, protocol], study, reasons);
        var side = Side([ImageSide(dataset, frameNumber), coded, SeriesSide(dataset), series, protocol], study, reasons);
        if (BodyPartProblem(dataset, structures) is { } problem) reasons.Add(problem);
        NamedAnatomy[] texts = structures.Count > 0 && series.Structures.Count + protocol.Structures.Count == 0
            ? [series, protocol, study] : [series, protocol];
        reasons.AddRange(texts.Where(text => text.Structures.Count > 0).Select(text => text.Doubt).OfType<string>());
        var along = Array.Find(texts, text => text.IsLongitudinal);
        return new AnatomyReading(structures, side, reasons)
        {
            Refusal = along is null
                ? null
                : $"Not measured: {along.Source} says that the image is cut along the muscle, which has its cross-section across.",
        };
    }

    List<string> Structures(NamedAnatomy[] sources, NamedAnatomy study, List<string> reasons)
    {
        var naming = sources.Where(source => source.Structures.Count > 0).ToList();
        // A study covers many images: its description counts only where nothing closer to the image speaks.
        if (naming.Count == 0) return Reduce(study.Structures);
        var first = naming[0];
        var other = naming.Find(source => !Compatible(source.Structures, first.Structures));
        if (other is null) return Reduce(first.Structures);
        var (one, two) = (Names(first.Structures), Names(other.Structures));
        reasons.Add($"The muscle is not certain: {first.Source} says {one}, {other.Source} says {two}.");
        return [];
    }

    static Laterality Side(NamedAnatomy[] sources, NamedAnatomy study, List<string> reasons)
    {
        var stating = sources.Where(source => source.Side != Laterality.Unknown).ToList();
        if (stating.Count == 0) return study.Side;
        var other = stating.Find(source => source.Side != stating[0].Side);
        if (other is null) return stating[0].Side;
        reasons.Add($"The side is not certain: {stating[0].Source} says {Name(stating[0].Side)}, {other.Source} says {Name(other.Side)}.");
        return Laterality.Unknown;
    }

    NamedAnatomy Text(DicomDataset dataset, DicomTag tag, string source)
    {
        if (new LenientValues(dataset, "", []).Text(tag) is not { } value) return new NamedAnatomy(source, [], Laterality.Unknown);
        var text = new WordText(value.Length > Limits.MaxTextLength ? value[..Limits.MaxTextLength] : value);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (structure, name) in table.Structures.SelectMany(structure => structure.Words.Select(name => (structure, name)))
            .OrderByDescending(pair => pair.name.Length))
            if (text.Take(name)) found.Add(structure.Key);
        foreach (var (structure, abbreviation) in table.Structures.SelectMany(structure =>
            structure.Abbreviations.Select(abbreviation => (structure, abbreviation))))
            if (text.TakeAbbreviation(abbreviation)) found.Add(structure.Key);
        return new NamedAnatomy(source, found, SideWords.Read(text))
        {
            IsLongitudinal = DoubtWords.SayLongitudinal(text),
            Doubt = DoubtWords.Doubt(text, source),
        };
    }

    static NamedAnatomy ImageSide(DicomDataset dataset, int frameNumber) =>
        new("Image Laterality", [], FrameSide(dataset, frameNumber) is var frame and not Laterality.Unknown
            ? frame
            : Side(dataset, DicomTag.ImageLaterality));

    static NamedAnatomy SeriesSide(DicomDataset dataset) => new("the series' Laterality", [], Side(dataset, DicomTag.Laterality));

    static Laterality FrameSide(DicomDataset dataset, int frameNumber)
    {
        foreach (var (groups, index) in new[] { (DicomTag.PerFrameFunctionalGroupsSequence, frameNumber - 1),
            (DicomTag.SharedFunctionalGroupsSequence, 0) })
            if (dataset.TryGetSequence(groups, out var sequence) && index < sequence.Items.Count &&
                sequence.Items[index].TryGetSequence(DicomTag.FrameAnatomySequence, out var anatomy) && anatomy.Items.Count > 0 &&
                Side(anatomy.Items[0], DicomTag.FrameLaterality) is var side and not Laterality.Unknown)
                return side;
        return Laterality.Unknown;
    }

    // PS3.3 C.7.6.16.2.1: R, L, U (unpaired), B (both); only the first two name a side.
    static Laterality Side(DicomDataset dataset, DicomTag tag) => new LenientValues(dataset, "", []).Text(tag)?.ToUpperInvariant() switch
    {
        "L" => Laterality.Left,
        "R" => Laterality.Right,
        _ => Laterality.Unknown,
    };

    string? BodyPartProblem(DicomDataset dataset, List<string> structures)
    {
        if (new LenientValues(dataset, "", []).Text(DicomTag.BodyPartExamined)?.ToUpperInvariant() is not { } part) return null;
        var shown = part.Length <= 16 && part.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or ' ' or '_') ? part : "another part";
        var sites = table.Sites.Where(site => site.BodyParts.Contains(part)).ToList();
        if (sites.Count == 0) return $"The image is labelled with the body part {shown}, which is none that this node measures.";
        var clash = structures.Select(table.Find).FirstOrDefault(structure => structure?.Site is { } site && !sites.Contains(site));
        return clash is null ? null : $"The image is labelled {clash.Name} and with the body part {shown}, which do not go together.";
    }

    // The quadriceps and one of its heads do not contradict each other.
    bool Compatible(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b) =>
        a.Any(one => b.Any(two => one == two || table.Find(one)!.PartOf == two || table.Find(two)!.PartOf == one));

    List<string> Reduce(IReadOnlyCollection<string> keys) =>
        [.. table.Structures.Where(structure => keys.Contains(structure.Key) && !keys.Any(key => table.Find(key)!.PartOf == structure.Key))
            .Select(structure => structure.Key)];

    string Names(IEnumerable<string> keys) => string.Join(" and ", keys.Select(key => table.Find(key)!.Name));

    static string Name(Laterality side) => side == Laterality.Left ? "left" : "right";
}
