namespace Acsa.Measurement;

/// <summary>How the errors of a model's measurements were found to follow the signs of doubt (training/calibrate.py).</summary>
/// <param name="Area">As a part of the area; null when it was not fitted.</param>
/// <param name="Grey">In grey levels; null when it was not fitted.</param>
/// <param name="Coverage">Part of true values that the intervals hold; null when nothing was fitted.</param>
public sealed record ErrorEstimate(IntervalWeights? Area, IntervalWeights? Grey, double? Coverage);
