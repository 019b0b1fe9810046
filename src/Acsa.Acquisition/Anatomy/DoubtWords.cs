using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Words that forbid to take a muscle's name in a text at its word, in English, German, French, Spanish and Italian.</summary>
internal static class DoubtWords
{
    static readonly string[][] Longitudinal = Split(
        "longitudinal", "longitudinale", "longitudinales", "longitudinaler", "longitudinalschnitt", "longitudinally",
        "längs", "längsschnitt", "laengs", "laengsschnitt", "sagittal", "sagittale", "sagital", "lax", "long axis", "grand axe", "eje largo", "asse lungo");

    static readonly string[][] Negations = Split(
        "not", "without", "except", "excluding", "nicht", "kein", "keine", "keinen", "ohne", "außer", "ausser", "sans", "sauf", "sin",
        "excepto", "senza", "eccetto");

    static readonly string[][] Tendons = Split(
        "tendon", "tendons", "sehne", "sehnen", "quadrizepssehne", "patellarsehne", "tendón", "tendones", "tendine", "tendini");

    /// <summary>Whether the text says that the picture is cut along the muscle, where it has no cross-section.</summary>
    public static bool SayLongitudinal(WordText text) => Has(text, Longitudinal);

    /// <summary>A sentence about a text that names a muscle and yet may mean something else; null when there is no such doubt.</summary>
    public static string? Doubt(WordText text, string source) =>
        Has(text, Negations) ? $"{source} holds a negation: the muscle that it names may not be the one shown."
        : Has(text, Tendons) ? $"{source} names a tendon: the image may not show the muscle's belly."
        : null;

    static bool Has(WordText text, string[][] phrases) => Array.Exists(phrases, text.Take);

    static string[][] Split(params string[] phrases) => Array.ConvertAll(phrases, WordText.Normalise);
}
