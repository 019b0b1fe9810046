namespace Acsa.Segmentation;

/// <summary>What a model takes.</summary>
/// <param name="Width">Pixels; for <see cref="ResizeRule.PadToMultiple"/> the number whose multiple the width has to be.</param>
/// <param name="Height">As <paramref name="Width"/>.</param>
/// <param name="Channels">1, or 3 for the grey level three times.</param>
public sealed record ModelInput(
    string Name, int Width, int Height, int Channels, TensorLayout Layout, ResizeRule Resize, CropRule Crop, PixelScaling Scaling);
