using Acsa.Imaging;
using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>What segmentation says about one structure in one frame.</summary>
/// <param name="Structure">Null when none could be told.</param>
/// <param name="Segmentation">Null when no model was run.</param>
/// <param name="Reasons">Objections so far.</param>
sealed record FoundStructure(string? Structure, SegmentationResult? Segmentation, IReadOnlyList<string> Reasons)
{
    /// <summary>The fat over it; null where the model does not outline fat.</summary>
    public Mask? SubcutaneousFat { get; init; }

    /// <summary>The mask; null when nothing was segmented.</summary>
    public Mask? Mask => Segmentation is { Certainty: not null } ? Segmentation.Mask : null;
}
