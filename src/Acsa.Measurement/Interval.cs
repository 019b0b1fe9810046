namespace Acsa.Measurement;

/// <summary>A closed interval in the unit of the value it belongs to.</summary>
public readonly record struct Interval(double Low, double High);
