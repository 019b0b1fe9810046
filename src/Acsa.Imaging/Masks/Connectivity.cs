namespace Acsa.Imaging;

/// <summary>Which neighbours belong together: the 4 that share an edge, or also the 4 that share a corner.</summary>
public enum Connectivity
{
    Four,
    Eight,
}
