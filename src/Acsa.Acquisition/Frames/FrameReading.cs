namespace Acsa.Acquisition;

/// <summary>A decoded frame, or why there is none.</summary>
/// <param name="Refusal">A sentence; null when the frame was decoded.</param>
public sealed record FrameReading(Frame? Frame, string? Refusal);
