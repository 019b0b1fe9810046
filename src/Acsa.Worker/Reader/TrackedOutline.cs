using Acsa.Imaging;
using Acsa.Worker.Results;

namespace Acsa.Worker.Reader;

/// <summary>A structure that the node outlined in an image, by whose Tracking UID it is known again.</summary>
/// <param name="Label">Of its segment; null when its Segmentation is not held any more.</param>
/// <param name="AlgorithmName">Of its segment.</param>
/// <param name="Entries">What was said of it, one entry for each frame.</param>
sealed record TrackedOutline(
    string TrackingUid, string? Structure, Laterality Side, string? Label, string? AlgorithmName, IReadOnlyList<ResultEntry> Entries);
