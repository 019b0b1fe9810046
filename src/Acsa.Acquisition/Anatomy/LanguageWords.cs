namespace Acsa.Acquisition;

/// <summary>The words of one language in config/anatomy.json, normalised, longest first.</summary>
internal sealed record LanguageWords(
    string Language,
    IReadOnlyList<string[]> Left,
    IReadOnlyList<string[]> Right,
    IReadOnlyList<string[]> LeftAtEnd,
    IReadOnlyList<string[]> RightAtEnd,
    IReadOnlyList<string[]> Both,
    IReadOnlyList<string[]> Longitudinal,
    IReadOnlyList<string[]> Transverse,
    IReadOnlyList<string[]> Negation,
    IReadOnlyList<string[]> Tendon,
    IReadOnlyList<string[]> Neutral,
    IReadOnlyList<string[]> Ambiguous);
