using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>A structure and its side as results name them.</summary>
internal sealed record NamedStructure(
    string Key,
    string Label,
    CodedConcept Category,
    CodedConcept Code,
    CodedConcept? Site,
    Laterality Side,
    RgbColour Colour)
{
    static readonly RgbColour UnknownColour = new(0xE6, 0x00, 0x7A);

    /// <summary>
    /// Looks <paramref name="key"/> up; a structure that the table lacks is called skeletal muscle and keeps its key as label.
    /// </summary>
    public static NamedStructure Of(string? key, Laterality side, StructureTable table)
    {
        var suffix = side switch { Laterality.Left => ", left", Laterality.Right => ", right", _ => "" };
        if (table.Find(key) is { } known)
            return new NamedStructure(known.Key, known.Name + suffix, known.Category, known.Code, known.Site?.Code, side, known.Colour);
        var label = (key ?? "Muscle, not identified") + suffix;
        return new NamedStructure(
            key ?? "unknown", label, Concepts.AnatomicalStructure, Concepts.SkeletalMuscle, null, side, UnknownColour);
    }
}
