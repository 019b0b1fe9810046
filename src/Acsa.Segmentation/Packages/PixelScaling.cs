namespace Acsa.Segmentation;

/// <summary>What becomes of grey levels v = 0 … 255.</summary>
public enum PixelScaling
{
    /// <summary>v / 255.</summary>
    Unit,

    /// <summary>v / 127.5 − 1.</summary>
    Symmetric,

    /// <summary>(v / 255 − mean) / SD with ImageNet's means and SDs (docs/models.md) of red, green and blue, or of luma.</summary>
    ImageNet,

    /// <summary>(v − mean) / SD of this crop as resized, without its padding, which becomes 0; SD of the population.</summary>
    ZScore,
}
