using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>The sides that a source names. Both is a statement, too: it contradicts a single side, as silence does not.</summary>
[Flags]
internal enum NamedSides
{
    None,
    Left,
    Right,
    Both = Left | Right,
}

/// <summary>From and to single sides.</summary>
internal static class NamedSidesConversion
{
    public static NamedSides Named(this Laterality side) => side switch
    {
        Laterality.Left => NamedSides.Left,
        Laterality.Right => NamedSides.Right,
        _ => NamedSides.None,
    };

    /// <summary>The side, if exactly one is named.</summary>
    public static Laterality Single(this NamedSides sides) => sides switch
    {
        NamedSides.Left => Laterality.Left,
        NamedSides.Right => Laterality.Right,
        _ => Laterality.Unknown,
    };

    public static string Name(this NamedSides sides) => sides switch
    {
        NamedSides.Left => "left",
        NamedSides.Right => "right",
        NamedSides.Both => "both",
        _ => "unknown",
    };
}
