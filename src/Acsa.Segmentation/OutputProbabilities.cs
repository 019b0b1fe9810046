using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Turns a model's output into probabilities per class and adds them to the mean over an ensemble.</summary>
static class OutputProbabilities
{
    /// <summary>Adds <paramref name="weight"/> × probability to each plane.</summary>
    public static void Add(ReadOnlySpan<float> output, ModelManifest manifest, FloatPlane[] planes, float weight)
    {
        var pixels = planes[0].Values.Length;
        // Index of a value: pixel × pixelStep + class × classStep.
        var (pixelStep, classStep) = manifest.Input.Layout == TensorLayout.Nchw ? (1, pixels) : (planes.Length, 1);
        if (manifest.Output.Activation == OutputActivation.Softmax)
        {
            AddSoftmax(output, planes, weight, pixelStep, classStep);
            return;
        }

        for (var i = 0; i < planes.Length; i++)
        {
            var plane = planes[i].Values;
            for (var at = 0; at < pixels; at++)
            {
                var value = output[at * pixelStep + i * classStep];
                plane[at] += weight * (manifest.Output.Activation == OutputActivation.Sigmoid ? 1 / (1 + MathF.Exp(-value)) : value);
            }
        }
    }

    static void AddSoftmax(ReadOnlySpan<float> output, FloatPlane[] planes, float weight, int pixelStep, int classStep)
    {
        Span<float> powers = stackalloc float[planes.Length];
        for (var at = 0; at < planes[0].Values.Length; at++)
        {
            var first = at * pixelStep;
            var largest = float.NegativeInfinity;
            for (var i = 0; i < powers.Length; i++) largest = Math.Max(largest, output[first + i * classStep]);
            // Less the largest, so that no power overflows.
            var sum = 0f;
            for (var i = 0; i < powers.Length; i++) sum += powers[i] = MathF.Exp(output[first + i * classStep] - largest);
            for (var i = 0; i < powers.Length; i++) planes[i].Values[at] += weight * powers[i] / sum;
        }
    }
}
