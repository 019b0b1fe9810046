namespace Acsa.Imaging;

/// <summary>What a structure can measure in a cross-section: wide limits, to catch wrong outlines, wrong scales and wrong
/// muscles.</summary>
/// <param name="AreaCm2">In cm².</param>
/// <param name="ThicknessCm">In cm, as Measurement defines it.</param>
/// <param name="Aspect">Ratio of the outline's principal axes, 1 for a disc.</param>
public sealed record PlausibleSize(Bounds AreaCm2, Bounds ThicknessCm, Bounds Aspect);
