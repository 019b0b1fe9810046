namespace Acsa.Phantom;

/// <summary>Where the muscle runs out of the field of view.</summary>
public enum PhantomCut
{
    /// <summary>Nowhere: all of it is in view, or nearly (a twentieth may run out at one side).</summary>
    None,

    /// <summary>At the picture's left.</summary>
    Left,

    /// <summary>At the picture's right.</summary>
    Right,

    /// <summary>Below: the depth is set too shallow.</summary>
    Below,
}
