namespace Acsa.Segmentation;

/// <summary>What becomes of grey levels v = 0 … 255.</summary>
public enum PixelScaling
{
    /// <summary>v / 255.</summary>
    Unit,

    /// <summary>v / 127.5 − 1.</summary>
    Symmetric,

    /// <summary>(v / 255 − mean) / SD per channel, red green blue 0.485 0.456 0.406 and 0.229 0.224 0.225; one channel: 0.449 and 0.226.</summary>
    ImageNet,

    /// <summary>(v − mean) / SD of this crop as resized, without its padding, which becomes 0; SD of the population, at least 1e-6.</summary>
    ZScore,
}
