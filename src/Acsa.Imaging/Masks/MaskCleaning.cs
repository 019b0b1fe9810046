namespace Acsa.Imaging;

/// <summary>The clean-up steps that follow a segmentation. Each returns a new mask.</summary>
public static class MaskCleaning
{
    /// <summary>Only the largest piece; empty stays empty.</summary>
    public static Mask LargestComponent(this Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        var components = ConnectedComponents.Find(mask, connectivity);
        var largest = components.Largest;
        return components.Keep(i => i == largest);
    }

    /// <summary>Without the pieces of fewer than <paramref name="minimumPixels"/> pixels.</summary>
    public static Mask RemoveSmall(this Mask mask, int minimumPixels, Connectivity connectivity = Connectivity.Eight)
    {
        var components = ConnectedComponents.Find(mask, connectivity);
        return components.Keep(i => components.Areas[i] >= minimumPixels);
    }

    /// <summary>
    /// Holes filled: what is outside but cannot reach the image border through shared edges becomes inside. A hole of more than
    /// <paramref name="maximumPixels"/> stays.
    /// </summary>
    public static Mask FillHoles(this Mask mask, int maximumPixels = int.MaxValue)
    {
        var outside = ConnectedComponents.FindOutside(mask, Connectivity.Four);
        var open = outside.ReachesImageBorder();
        var filled = outside.Keep(i => open[i] || outside.Areas[i] > maximumPixels);
        for (var i = 0; i < filled.Pixels.Length; i++) filled.Pixels[i] ^= 1;
        return filled;
    }

    /// <summary>The largest piece with its holes filled: the chain named "largest-filled" in a model's manifest.</summary>
    public static Mask LargestFilled(this Mask mask) => mask.LargestComponent().FillHoles();
}
