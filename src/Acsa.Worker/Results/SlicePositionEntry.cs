namespace Acsa.Worker.Results;

/// <summary>Where a slice lies along the limb.</summary>
/// <param name="Source">slice-location or table.</param>
sealed record SlicePositionEntry(double Cm, string Source);
