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
        filled.Invert();
        return filled;
    }

    /// <summary>The mask itself where it has no holes, else a copy with all of them filled.</summary>
    internal static Mask WithoutHoles(this Mask mask)
    {
        var outside = ConnectedComponents.FindOutside(mask, Connectivity.Four);
        return Array.TrueForAll(outside.ReachesImageBorder(), reaches => reaches) ? mask : mask.FillHoles();
    }

    /// <summary>
    /// What is outside in pieces of fewer than <paramref name="pixels"/> becomes inside, also at the image border: as scikit-image's
    /// <c>remove_small_holes</c>.
    /// </summary>
    public static Mask FillSmall(this Mask mask, int pixels, Connectivity connectivity = Connectivity.Four)
    {
        var outside = ConnectedComponents.FindOutside(mask, connectivity);
        var stays = outside.Keep(i => outside.Areas[i] >= pixels);
        stays.Invert();
        return stays;
    }

    /// <summary>
    /// Only the largest piece; or the second largest, where that has at least <paramref name="share"/> of the largest one's pixels and its
    /// centroid lies higher in the image, nearer to the skin.
    /// </summary>
    public static Mask LargestOrSuperficial(this Mask mask, double share, Connectivity connectivity = Connectivity.Eight)
    {
        var components = ConnectedComponents.Find(mask, connectivity);
        var largest = components.Largest;
        if (largest < 0) return components.Keep(_ => false);
        var second = -1;
        for (var i = 0; i < components.Count; i++)
            if (i != largest && (second < 0 || components.Areas[i] > components.Areas[second])) second = i;
        var first = components.Keep(i => i == largest);
        if (second < 0 || components.Areas[second] < share * components.Areas[largest]) return first;
        var other = components.Keep(i => i == second);
        return other.Moments()!.Value.CentroidY < first.Moments()!.Value.CentroidY ? other : first;
    }

    /// <summary>The largest piece with its holes filled: the chain named "largest-filled" in a model's manifest.</summary>
    public static Mask LargestFilled(this Mask mask) => mask.LargestComponent().FillHoles();
}
