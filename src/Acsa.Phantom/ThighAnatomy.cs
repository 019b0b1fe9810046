namespace Acsa.Phantom;

/// <summary>A transverse section of the thigh in tissue coordinates.</summary>
internal sealed class ThighAnatomy
{
    /// <summary>Patches, later ones over earlier ones; the first covers everything.</summary>
    public List<TissuePatch> Patches { get; } = [];

    public List<EchoLine> Lines { get; } = [];

    /// <summary>Outline of the muscle in view, inside its fascia.</summary>
    public (double A, double B)[] Target { get; set; } = [];

    /// <summary>Loss in dB by place along the skin: poor contact, edge shadows.</summary>
    public List<(double Centre, double HalfWidth, double FromDepth, double Decibels)> Shadows { get; } = [];
}
