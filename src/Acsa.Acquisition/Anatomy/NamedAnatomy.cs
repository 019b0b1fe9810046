using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>What one source of an instance says.</summary>
internal sealed record NamedAnatomy(string Source, IReadOnlyCollection<string> Structures, Laterality Side)
{
    /// <summary>The picture is cut along the muscle.</summary>
    public bool IsLongitudinal { get; init; }

    /// <summary>Why the muscle that the source names may not be the one shown; null when there is no doubt.</summary>
    public string? Doubt { get; init; }
}
