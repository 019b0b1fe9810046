namespace Acsa.Phantom;

/// <summary>How the simulated scanner lays its beams.</summary>
public enum PhantomGeometry
{
    /// <summary>Parallel beams: a rectangle.</summary>
    Linear,

    /// <summary>A linear array whose beams fan out (virtual convex).</summary>
    Trapezoid,

    /// <summary>Extended field of view: a bent stripe.</summary>
    Panoramic,
}
