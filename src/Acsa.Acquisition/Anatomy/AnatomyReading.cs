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

    /// <summary>The structure, if exactly one is named.</summary>
    public string? Structure => Structures.Count == 1 ? Structures[0] : null;
}
