using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Words for the sides of the body in English, German, French, Spanish and Italian.</summary>
internal static class SideWords
{
    static readonly string[] Left =
        ["left", "lt", "links", "linke", "linker", "linkes", "linken", "gauche", "izquierdo", "izquierda", "izq", "izqdo", "izqda",
            "sinistro", "sinistra"];
    static readonly string[] Right =
        ["right", "rt", "rechts", "rechte", "rechter", "rechtes", "rechten", "droit", "droite", "derecho", "derecha", "dcho", "dcha",
            "destro", "destra"];

    // Too short to be trusted inside a sentence ("re-scan", "Dx: sarcopenia"), usual at the end ("RF re", "vasto laterale dx").
    static readonly string[] LeftAtEnd = ["li", "sx"];
    static readonly string[] RightAtEnd = ["re", "dx"];

    /// <summary>
    /// The side that the text states; unknown when it names none or both. Names of structures must have been taken from it before.
    /// </summary>
    public static Laterality Read(WordText text)
    {
        var left = States(text, Left, LeftAtEnd, "L");
        var right = States(text, Right, RightAtEnd, "R");
        return (left, right) switch
        {
            (true, false) => Laterality.Left,
            (false, true) => Laterality.Right,
            _ => Laterality.Unknown,
        };
    }

    // All forms are tried, so that "left" and "L" in one text count as one statement.
    static bool States(WordText text, string[] words, string[] atEnd, string letter) =>
        words.Count(word => text.Take([word])) + atEnd.Count(text.TakeLast) + (text.TakeExactly(letter) ? 1 : 0) > 0;
}
