using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Which structures and which side an instance says it shows.</summary>
/// <param name="Structures">
/// Keys of the structures named, in the table's order; empty when none is named or the statements contradict each other.
/// </param>
/// <param name="Laterality">Unknown when not stated or contradictory.</param>
/// <param name="Reasons">Contradictions as sentences; a result should then be reviewed.</param>
public sealed record AnatomyReading(IReadOnlyList<string> Structures, Laterality Laterality, IReadOnlyList<string> Reasons)
{
    /// <summary>Why no cross-section can be measured in this image, whatever muscle it shows; null when nothing says so.</summary>
    public string? Refusal { get; init; }

    /// <summary>Everything that was read, source by source, with the rule that matched.</summary>
    public IReadOnlyList<AnatomyStatement> Statements { get; init; } = [];

    /// <summary>What decided about the structure; null when nothing did.</summary>
    public string? StructureSource { get; init; }

    /// <summary>What decided about the side; null when nothing did.</summary>
    public string? SideSource { get; init; }

    /// <summary>Whether no structure is named because statements contradict each other or speak of another part of the body.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Whether muscle and side are stated of this very image, so that they hold for every picture in it.</summary>
    public bool IsOfImage { get; init; }

    /// <summary>The same for an image that holds so many scan pictures, of which it does not say which shows what.</summary>
    public AnatomyReading ForPictures(int count) => count < 2 || IsOfImage ? this : this with
    {
        Reasons = [.. Reasons,
            "The image holds several scan pictures, each analysed by itself; nothing says which muscle and side each of them shows."],
    };

    /// <summary>The structure, if exactly one is named.</summary>
    public string? Structure => Structures.Count == 1 ? Structures[0] : null;
}
