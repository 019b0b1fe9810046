namespace Acsa.Segmentation;

/// <summary>Reflections that the model is run on as well; the results, reflected back, are averaged with the plain one.</summary>
[Flags]
public enum TestTimeFlips
{
    None = 0,

    /// <summary>Left for right.</summary>
    Horizontal = 1,

    /// <summary>Top for bottom.</summary>
    Vertical = 2,

    /// <summary>Both at once: half a turn.</summary>
    Both = 4,
}
