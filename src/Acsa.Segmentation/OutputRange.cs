using System.Globalization;
using System.Numerics;

namespace Acsa.Segmentation;

/// <summary>Whether a model's output is what the manifest's activation starts from. No number, or a logit where probabilities were said,
/// would come out as an outline of full certainty.</summary>
static class OutputRange
{
    /// <summary>How far a probability may be beyond 0 or 1: rounding of a sigmoid or softmax in single precision.</summary>
    public const float Slack = 1e-4f;

    /// <summary>The first value that is no finite number or, where it has to be a probability, none; null when all are.</summary>
    public static float? FirstBeyond(ReadOnlySpan<float> output, bool areProbabilities)
    {
        var (least, most) = areProbabilities ? (-Slack, 1 + Slack) : (-float.MaxValue, float.MaxValue);
        var (low, high) = (new Vector<float>(least), new Vector<float>(most));
        var at = 0;
        for (; at <= output.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var values = new Vector<float>(output[at..]);
            // Of NaN neither holds.
            if (!Vector.GreaterThanOrEqualAll(values, low) || !Vector.LessThanOrEqualAll(values, high)) break;
        }

        foreach (var value in output[at..])
            if (!(value >= least && value <= most)) return value;
        return null;
    }

    /// <exception cref="InferenceException">A value is beyond; the message has it.</exception>
    public static void Check(ReadOnlySpan<float> output, ModelManifest manifest, InferenceProvider provider)
    {
        var areProbabilities = manifest.Output.Activation == OutputActivation.None;
        if (FirstBeyond(output, areProbabilities) is not { } value) return;
        throw new InferenceException(string.Create(CultureInfo.InvariantCulture,
            $"The model {manifest.Id} gives {value:R}, expected {(areProbabilities ? "0 to 1" : "a finite number")} (output \"{manifest.Output.Name}\")."),
            isTransient: provider != InferenceProvider.Cpu);
    }
}
