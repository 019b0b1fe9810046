namespace Acsa.Imaging;

/// <summary>
/// One axis of a separable resampling: output i is the sum of weight × input over a short run of inputs. The arithmetic is
/// written out in the project's README, so that the training code can do exactly the same.
/// </summary>
internal sealed class AxisWeights
{
    private AxisWeights(int[] first, int[] start, float[] weights) => (First, Start, Weights) = (first, start, weights);

    /// <summary>First input of each output.</summary>
    public int[] First { get; }

    /// <summary>Where each output's weights begin in <see cref="Weights"/>; one more entry than outputs.</summary>
    public int[] Start { get; }

    public float[] Weights { get; }

    public static AxisWeights Create(int input, int output, ResamplingMethod method) =>
        method == ResamplingMethod.AreaOrBilinear && output < input ? Area(input, output) : Bilinear(input, output);

    // As OpenCV's INTER_AREA: output i covers [i·scale, (i+1)·scale) of the input, each input weighs by the part covered.
    private static AxisWeights Area(int input, int output)
    {
        var (first, start, weights) = (new int[output], new int[output + 1], new List<float>(input + output));
        var scale = (double)input / output;
        for (var i = 0; i < output; i++)
        {
            var (from, to) = (i * scale, Math.Min((i + 1) * scale, input));
            first[i] = (int)from;
            for (var j = first[i]; j < input && j < to; j++)
                weights.Add((float)((Math.Min(j + 1, to) - Math.Max(j, from)) / (to - from)));
            start[i + 1] = weights.Count;
        }
        return new(first, start, [.. weights]);
    }

    // As PyTorch's interpolate(mode="bilinear", align_corners=False): pixel centres aligned, edges repeated.
    private static AxisWeights Bilinear(int input, int output)
    {
        var (first, start, weights) = (new int[output], new int[output + 1], new float[2 * output]);
        var scale = (double)input / output;
        for (var i = 0; i < output; i++)
        {
            var at = Math.Clamp((i + 0.5) * scale - 0.5, 0, input - 1);
            // The last input is reached as the second of a pair with weight 1, so that both always exist.
            first[i] = Math.Min((int)at, Math.Max(0, input - 2));
            var fraction = at - first[i];
            (weights[2 * i], weights[2 * i + 1]) = ((float)(1 - fraction), (float)fraction);
            start[i + 1] = 2 * (i + 1);
        }
        if (input > 1) return new(first, start, weights);
        var ones = new float[output];
        Array.Fill(ones, 1f);
        for (var i = 0; i <= output; i++) start[i] = i;
        return new(first, start, ones);
    }
}
