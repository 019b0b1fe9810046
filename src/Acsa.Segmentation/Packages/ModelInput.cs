namespace Acsa.Segmentation;

/// <summary>What a model takes.</summary>
/// <param name="Width">
/// Pixels; for <see cref="ResizeRule.PadToMultiple"/> the number whose multiple the width has to be, for
/// <see cref="ResizeRule.SlidingWindow"/> the window's.
/// </param>
/// <param name="Height">As <paramref name="Width"/>.</param>
/// <param name="Channels">1, or 3 for the grey level three times.</param>
public sealed record ModelInput(
    string Name, int Width, int Height, int Channels, TensorLayout Layout, ResizeRule Resize, CropRule Crop, PixelScaling Scaling)
{
    /// <summary>Reflections that the model is run on as well.</summary>
    public TestTimeFlips Flips { get; init; }

    /// <summary>For <see cref="ResizeRule.SlidingWindow"/>; null otherwise.</summary>
    public SlidingWindow? Window { get; init; }
}
