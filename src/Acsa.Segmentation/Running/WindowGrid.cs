namespace Acsa.Segmentation;

/// <summary>Where the windows of a sliding window lie on one axis, and how much each of its places counts; as nnU-Net has them.</summary>
static class WindowGrid
{
    /// <summary>First pixel of each window: evenly spread, no step longer than asked, the last one ends with the image.</summary>
    public static int[] Starts(int length, int window, double step)
    {
        if (length <= window) return [0];
        var count = (int)Math.Ceiling((length - window) / (window * step)) + 1;
        return [.. Enumerable.Range(0, count)
            .Select(i => (int)Math.Round((double)(length - window) / (count - 1) * i, MidpointRounding.ToEven))];
    }

    /// <summary>Weights over a window's side; none is 0, so that every pixel has a sum of weights.</summary>
    public static float[] Weights(int window, bool isGaussian)
    {
        const double sigmasInSide = 8;
        var sigma = window / sigmasInSide;
        return [.. Enumerable.Range(0, window).Select(i => isGaussian ? (float)Math.Exp(-0.5 * Math.Pow((i - window / 2) / sigma, 2)) : 1)];
    }
}
