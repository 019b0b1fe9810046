using System.Numerics;
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
        var pixels = planes[0].Values.Length;
        var at = pixelStep == 1 ? AddSoftmaxVectors(output, planes, weight, classStep) : 0;
        Span<float> powers = stackalloc float[planes.Length];
        for (; at < pixels; at++)
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

    // The same for many pixels at a time, where neighbours lie side by side; gives the first pixel that is left over.
    static int AddSoftmaxVectors(ReadOnlySpan<float> output, FloatPlane[] planes, float weight, int classStep)
    {
        var at = 0;
        Span<Vector<float>> powers = stackalloc Vector<float>[planes.Length];
        for (; at <= classStep - Vector<float>.Count; at += Vector<float>.Count)
        {
            var largest = new Vector<float>(output[at..]);
            for (var i = 1; i < powers.Length; i++) largest = Vector.Max(largest, new Vector<float>(output[(at + i * classStep)..]));
            var sum = Vector<float>.Zero;
            for (var i = 0; i < powers.Length; i++)
            {
                powers[i] = Vector.Exp(new Vector<float>(output[(at + i * classStep)..]) - largest);
                sum += powers[i];
            }

            var factor = new Vector<float>(weight) / sum;
            for (var i = 0; i < powers.Length; i++)
            {
                var target = planes[i].Values.AsSpan(at);
                (new Vector<float>(target) + powers[i] * factor).CopyTo(target);
            }
        }

        return at;
    }
}
