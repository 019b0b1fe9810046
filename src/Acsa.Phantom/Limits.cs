namespace Acsa.Phantom;

/// <summary>Bounds of this project.</summary>
internal static class Limits
{
    /// <summary>Phantoms in one set: more would fill a disk by a slip of the hand.</summary>
    public const int PhantomsPerSet = 100_000;
}
