using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Anatomy given as codes: Anatomic Region (0008,2218) and Primary Anatomic Structure (0008,2228) with their modifiers (PS3.3 10.5).
/// </summary>
internal static class CodedAnatomy
{
    // CID 244, and the SNOMED-RT codes that older scanners still write.
    static readonly (string Value, string Scheme, Laterality Side)[] SideCodes =
    [
        ("24028007", "SCT", Laterality.Right), ("7771000", "SCT", Laterality.Left),
        ("G-A100", "SRT", Laterality.Right), ("G-A101", "SRT", Laterality.Left),
        ("G-A100", "SNM3", Laterality.Right), ("G-A101", "SNM3", Laterality.Left),
    ];

    const string Source = "the coded anatomy";

    static readonly (string Value, string View)[] ViewCodes =
    [
        ("62824007", "transverse"), ("103340004", "transverse"), ("24422004", "transverse"),
        ("38717003", "longitudinal"), ("103339001", "longitudinal"), ("30730003", "longitudinal"),
    ];

    public static NamedAnatomy Read(DicomDataset dataset, StructureTable table)
    {
        var structures = new HashSet<string>(StringComparer.Ordinal);
        var sides = new HashSet<Laterality>();
        foreach (var (sequence, modifiers) in new[]
        {
            (DicomTag.AnatomicRegionSequence, DicomTag.AnatomicRegionModifierSequence),
            (DicomTag.PrimaryAnatomicStructureSequence, DicomTag.PrimaryAnatomicStructureModifierSequence),
        })
            foreach (var item in Items(dataset, sequence))
            {
                ReadItem(item, table, structures, sides);
                foreach (var modifier in Items(item, modifiers)) ReadSide(modifier, sides);
            }
        var views = Items(dataset, DicomTag.ViewCodeSequence)
            .Select(Code).Select(ViewOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // Both sides coded on one image: a comparison picture, of which neither half is marked.
        return new NamedAnatomy(Source, structures, sides.Count == 1 ? sides.Single() : Laterality.Unknown)
        {
            IsOfImage = true,
            IsLongitudinal = views.Contains("longitudinal"),
            IsTransverse = views.Contains("transverse"),
            Statements =
            [
                .. structures.Select(key => new AnatomyStatement(Source, "structure", key, "structures.json: code")),
                .. sides.Select(side => new AnatomyStatement(Source, "side", AnatomyReader.NameOf(side), "CID 244")),
                .. views.Select(view => new AnatomyStatement(Source, "view", view, "view code")),
            ],
        };
    }

    static string? ViewOf((string? Value, string? Scheme) code) =>
        Array.Find(ViewCodes, known => known.Value == code.Value && code.Scheme == "SCT").View;

    static void ReadItem(DicomDataset item, StructureTable table, HashSet<string> structures, HashSet<Laterality> sides)
    {
        var (value, scheme) = Code(item);
        foreach (var structure in table.Structures)
            foreach (var known in structure.AlsoCoded)
            {
                if (known.Value != value || known.Scheme != scheme || IsGeneral(known)) continue;
                structures.Add(structure.Key);
                if (known.Laterality != Laterality.Unknown) sides.Add(known.Laterality);
            }
    }

    // A structure without a code of its own is written with a general one, which says nothing when read.
    static bool IsGeneral(RecognisedCode code) => code is { Value: "127954009", Scheme: "SCT" };

    static void ReadSide(DicomDataset modifier, HashSet<Laterality> sides)
    {
        var (value, scheme) = Code(modifier);
        foreach (var side in SideCodes)
            if (side.Value == value && side.Scheme == scheme) sides.Add(side.Side);
    }

    static IEnumerable<DicomDataset> Items(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) ? sequence.Items.Take(Limits.MaxCodeItems) : [];

    static (string? Value, string? Scheme) Code(DicomDataset item)
    {
        var values = new LenientValues(item, "", []);
        return (values.Text(DicomTag.CodeValue), values.Text(DicomTag.CodingSchemeDesignator));
    }
}
