namespace Acsa.Segmentation;

/// <summary>How much a GPU is wanted: the value of <c>inference.gpu</c>.</summary>
public enum GpuUse
{
    /// <summary>A GPU if one works, else the processor, and the attempts say why.</summary>
    Preferred,

    /// <summary>A GPU, or an error.</summary>
    Required,

    /// <summary>No GPU.</summary>
    Off,
}
