namespace Acsa.Acquisition;

/// <summary>What one source of an instance says.</summary>
/// <param name="Source">The attribute, as it is named in reasons.</param>
internal sealed record NamedAnatomy(string Source, IReadOnlyCollection<string> Structures, NamedSides Sides)
{
    /// <summary>Whether it speaks of this image, its series or its study.</summary>
    public StatementScope Scope { get; init; } = StatementScope.Series;

    /// <summary>
    /// Whether it is said of this image in a form that holds for every picture in it. A comment is not: "RF left" may be written of one
    /// half.
    /// </summary>
    public bool IsOfImage { get; init; }

    /// <summary>The picture is cut along the muscle.</summary>
    public bool IsLongitudinal { get; init; }

    /// <summary>The picture is cut across.</summary>
    public bool IsTransverse { get; init; }

    /// <summary>Why the muscle that the source names may not be the one shown; null when there is no doubt.</summary>
    public string? Doubt { get; init; }

    /// <summary>The same, each with the rule that matched.</summary>
    public IReadOnlyList<AnatomyStatement> Statements { get; init; } = [];

    public static NamedAnatomy Silent(string source) => new(source, [], NamedSides.None);
}
