namespace Acsa.Phantom;

/// <summary>What kind of picture a set of phantoms consists of.</summary>
public enum PhantomView
{
    /// <summary>Cross-sections as a careful examiner takes them.</summary>
    Complete,

    /// <summary>Cross-sections at the ends of depth, gain and echogenicity grade.</summary>
    Extreme,

    /// <summary>The muscle runs out of the picture at one side or below: its whole area cannot be measured.</summary>
    Cut,

    /// <summary>Cut along the fibres: nothing to measure, the mask is empty.</summary>
    Longitudinal,

    /// <summary>For training: of six pictures four as <see cref="Complete"/> or <see cref="Extreme"/>, one cut, one longitudinal.</summary>
    Mixed,
}
