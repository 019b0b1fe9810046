namespace Acsa.Imaging;

/// <summary>A muscle or tissue that the node can name: an entry of config/structures.json.</summary>
/// <param name="Key">Kebab-case key, for example <c>rectus-femoris</c>.</param>
/// <param name="Name">English name for people.</param>
/// <param name="Category">Segmented property category (PS3.16 CID 7150).</param>
/// <param name="Code">The code that is written into results.</param>
/// <param name="Site">Where in the body it lies; null where it lies everywhere.</param>
/// <param name="PartOf">Key of the larger structure that it belongs to; null if none is listed.</param>
/// <param name="Colour">Colour of its outline.</param>
/// <param name="AlsoCoded">Further codes by which it is recognised, each with the side it states.</param>
/// <param name="Words">Names by which it is recognised, as normalised words (<see cref="WordText"/>).</param>
/// <param name="Abbreviations">Capital-letter abbreviations by which it is recognised.</param>
public sealed record Structure(
    string Key,
    string Name,
    CodedConcept Category,
    CodedConcept Code,
    BodySite? Site,
    string? PartOf,
    RgbColour Colour,
    IReadOnlyList<RecognisedCode> AlsoCoded,
    IReadOnlyList<string[]> Words,
    IReadOnlyList<string> Abbreviations)
{
    /// <summary>What it can measure; null where no limits are listed.</summary>
    public PlausibleSize? Plausible { get; init; }
}
