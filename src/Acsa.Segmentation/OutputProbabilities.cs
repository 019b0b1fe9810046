using System.Numerics;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Turns a model's output into probabilities per class and adds them to the mean over an ensemble.</summary>
static class OutputProbabilities
{
    /// <summary>
    /// Adds <paramref name="weight"/> × probability to each plane, or × raw output where the manifest averages that.
    /// </summary>
    public static void Add(ReadOnlySpan<float> output, ModelManifest manifest, FloatPlane[] planes, float weight)
    {
        var pixels = planes[0].Values.Length;
        // Index of a value: pixel × pixelStep + class × classStep.
        var (pixelStep, classStep) = manifest.Input.Layout == TensorLayout.Nchw ? (1, pixels) : (planes.Length, 1);
        var activation = manifest.Output.Average == AverageRule.Logits ? OutputActivation.None : manifest.Output.Activation;
        if (activation == OutputActivation.Softmax)
        {
            AddSoftmax(output, planes, weight, pixelStep, classStep);
            return;
        }

        for (var i = 0; i < planes.Length; i++)
        {
            var plane = planes[i].Values;
            var values = output[(i * classStep)..];
            var at = pixelStep == 1 ? AddVectors(values, plane, weight, activation == OutputActivation.Sigmoid) : 0;
            for (; at < pixels; at++)
            {
                var value = values[at * pixelStep];
                plane[at] += weight * (activation == OutputActivation.Sigmoid ? 1 / (1 + MathF.Exp(-value)) : value);
            }
        }
    }

    /// <summary>Turns raw output into probabilities, in place.</summary>
    public static void Activate(FloatPlane[] planes, OutputActivation activation)
    {
        if (activation == OutputActivation.None) return;
        var pixels = planes[0].Values.Length;
        var raw = new float[pixels * planes.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i].Values.CopyTo(raw.AsSpan(i * pixels));
            Array.Clear(planes[i].Values);
        }

        if (activation == OutputActivation.Softmax) AddSoftmax(raw, planes, 1, 1, pixels);
        else for (var i = 0; i < planes.Length; i++) AddSigmoid(raw.AsSpan(i * pixels, pixels), planes[i].Values);
    }

    static void AddSigmoid(ReadOnlySpan<float> raw, float[] plane)
    {
        for (var at = AddVectors(raw, plane, 1, isSigmoid: true); at < plane.Length; at++) plane[at] += 1 / (1 + MathF.Exp(-raw[at]));
    }

    // Many pixels at a time; gives the first pixel that is left over.
    static int AddVectors(ReadOnlySpan<float> values, float[] plane, float weight, bool isSigmoid)
    {
        var at = 0;
        for (; at <= plane.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var value = new Vector<float>(values[at..]);
            if (isSigmoid) value = Vector<float>.One / (Vector<float>.One + Vector.Exp(-value));
            var target = plane.AsSpan(at);
            (new Vector<float>(target) + value * weight).CopyTo(target);
        }

        return at;
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
