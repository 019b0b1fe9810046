namespace Acsa.Measurement;

/// <summary>How far a finding may be relied on.</summary>
public enum FindingStatus
{
    /// <summary>All values asked for were given.</summary>
    Measured,

    /// <summary>Values are given, a person has to look at them first; the reasons say why.</summary>
    Review,

    /// <summary>At least the area is not given; the reasons say why.</summary>
    Refused,
}
