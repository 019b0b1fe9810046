namespace Acsa.Acquisition;

/// <summary>Which frames of an instance are analysed (1-based), or why none is.</summary>
/// <param name="FrameNumbers">Ascending; empty when refused.</param>
/// <param name="Refusal">A sentence; null when frames were chosen.</param>
public sealed record FrameChoice(IReadOnlyList<int> FrameNumbers, string? Refusal)
{
    internal static FrameChoice Refuse(string reason) => new([], reason);
}
