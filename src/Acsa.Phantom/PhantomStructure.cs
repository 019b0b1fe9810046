namespace Acsa.Phantom;

/// <summary>The muscle whose section a phantom shows.</summary>
public enum PhantomStructure
{
    RectusFemoris,
    VastusLateralis,
}
