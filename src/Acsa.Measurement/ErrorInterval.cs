namespace Acsa.Measurement;

/// <summary>How far a measured value may be off, in the unit of the value.</summary>
/// <param name="Coverage">Part of true values that such intervals hold, above 0 and below 1, as the model's manifest states it; null for
/// the range between two of the model's thresholds, of which no coverage is known.</param>
public readonly record struct ErrorInterval(double Low, double High, double? Coverage = null);
