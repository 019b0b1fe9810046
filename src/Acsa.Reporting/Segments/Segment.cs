using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>One structure on one side over all analysed frames of the source.</summary>
/// <param name="Number">1, 2, 3 … without gaps (PS3.3 C.8.20.2).</param>
/// <param name="Frames">In the order of the source's frames, none empty.</param>
internal sealed record Segment(
    int Number,
    NamedStructure Structure,
    string TrackingUid,
    ModelIdentity? Model,
    IReadOnlyList<SegmentFrame> Frames)
{
    /// <summary>Whether a person changed one of its outlines.</summary>
    public bool IsEdited { get; init; }
}
