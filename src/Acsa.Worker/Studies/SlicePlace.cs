namespace Acsa.Worker.Studies;

/// <summary>Where a slice lies along the limb, in cm from any fixed point, and who says so.</summary>
/// <param name="Source"><see cref="SliceLocation"/> or <see cref="Table"/>.</param>
sealed record SlicePlace(double Cm, string Source)
{
    public const string SliceLocation = "slice-location";
    public const string Table = "table";
}
