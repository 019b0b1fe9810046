namespace Acsa.Segmentation;

/// <summary>How a crop becomes the model's input; the arithmetic is src/Acsa.Imaging/RESAMPLING.md.</summary>
public enum ResizeRule
{
    /// <summary>Both sides scaled to the input, the aspect not kept.</summary>
    Stretch,

    /// <summary>Aspect kept, centred, padded with grey level 0.</summary>
    Letterbox,

    /// <summary>Not scaled; padded on the right and at the bottom with grey level 0 to multiples of the input's width and height.</summary>
    PadToMultiple,

    /// <summary>Not scaled; seen through windows of the input's size that overlap. An image smaller than a window is padded all
    /// around.</summary>
    SlidingWindow,
}
