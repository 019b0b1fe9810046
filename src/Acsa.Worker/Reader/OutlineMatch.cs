namespace Acsa.Worker.Reader;

/// <summary>A segment that came back, and the outline that it is an edit of.</summary>
/// <param name="RecognisedBy"><see cref="ByTracking"/> or <see cref="ByLabel"/>.</param>
sealed record OutlineMatch(EditedSegment Segment, TrackedOutline Outline, string RecognisedBy)
{
    public const string ByTracking = "tracking-uid";
    public const string ByLabel = "label";
}
