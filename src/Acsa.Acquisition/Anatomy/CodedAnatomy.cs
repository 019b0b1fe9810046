using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Anatomy given as codes: Anatomic Region (0008,2218) and Primary Anatomic Structure (0008,2228) with their modifiers (PS3.3 10.5).
/// </summary>
internal static class CodedAnatomy
{
    // CID 244, and the SNOMED-RT codes that older scanners still write.
    static readonly (string Value, string Scheme, NamedSides Side)[] SideCodes =
    [
        ("24028007", "SCT", NamedSides.Right), ("7771000", "SCT", NamedSides.Left), ("51440002", "SCT", NamedSides.Both),
        ("G-A100", "SRT", NamedSides.Right), ("G-A101", "SRT", NamedSides.Left), ("G-A102", "SRT", NamedSides.Both),
        ("G-A100", "SNM3", NamedSides.Right), ("G-A101", "SNM3", NamedSides.Left), ("G-A102", "SNM3", NamedSides.Both),
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
        var sides = NamedSides.None;
        foreach (var (sequence, modifiers) in new[]
        {
            (DicomTag.AnatomicRegionSequence, DicomTag.AnatomicRegionModifierSequence),
            (DicomTag.PrimaryAnatomicStructureSequence, DicomTag.PrimaryAnatomicStructureModifierSequence),
        })
            foreach (var item in Items(dataset, sequence))
            {
                sides |= ReadItem(item, table, structures);
                foreach (var modifier in Items(item, modifiers)) sides |= SideOf(modifier);
            }
        var views = Items(dataset, DicomTag.ViewCodeSequence)
            .Select(Code).Select(ViewOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // Both sides coded on one image: a comparison picture, of which neither half is marked.
        return new NamedAnatomy(Source, structures, sides)
        {
            Scope = StatementScope.Image,
            IsOfImage = true,
            IsLongitudinal = views.Contains("longitudinal"),
            IsTransverse = views.Contains("transverse"),
            Statements =
            [
                .. structures.Select(key => new AnatomyStatement(Source, "structure", key, "structures.json: code")),
                .. sides == NamedSides.None ? [] : new[] { new AnatomyStatement(Source, "side", sides.Name(), "CID 244") },
                .. views.Select(view => new AnatomyStatement(Source, "view", view, "view code")),
            ],
        };
    }

    static string? ViewOf((string? Value, string? Scheme) code) =>
        Array.Find(ViewCodes, known => known.Value == code.Value && code.Scheme == "SCT").View;

    static NamedSides ReadItem(DicomDataset item, StructureTable table, HashSet<string> structures)
    {
        var (value, scheme) = Code(item);
        var sides = NamedSides.None;
        foreach (var structure in table.Structures)
            foreach (var known in structure.AlsoCoded)
            {
                if (known.Value != value || known.Scheme != scheme || IsGeneral(known)) continue;
                structures.Add(structure.Key);
                sides |= known.Laterality.Named();
            }
        return sides;
    }

    // A structure without a code of its own is written with a general one, which says nothing when read.
    static bool IsGeneral(RecognisedCode code) => code is { Value: "127954009", Scheme: "SCT" };

    static NamedSides SideOf(DicomDataset modifier)
    {
        var (value, scheme) = Code(modifier);
        return Array.Find(SideCodes, known => known.Value == value && known.Scheme == scheme).Side;
    }

    static IEnumerable<DicomDataset> Items(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) ? sequence.Items.Take(Limits.MaxCodeItems) : [];

    static (string? Value, string? Scheme) Code(DicomDataset item)
    {
        var values = new LenientValues(item, "", []);
        return (values.Text(DicomTag.CodeValue), values.Text(DicomTag.CodingSchemeDesignator));
    }
}
