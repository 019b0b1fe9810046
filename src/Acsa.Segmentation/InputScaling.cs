using System.Numerics;

namespace Acsa.Segmentation;

/// <summary>Turns grey levels, as resized, into a model's input values.</summary>
static class InputScaling
{
    const double LeastSd = 1e-6;

    // Means and standard deviations of ImageNet, red green blue; of its luma for models of one channel.
    static readonly (float Mean, float Sd)[] ImageNetColour = [(0.485f, 0.229f), (0.456f, 0.224f), (0.406f, 0.225f)];
    static readonly (float Mean, float Sd)[] ImageNetGrey = [(0.449f, 0.226f)];

    /// <summary>Scales the grey plane at the start of <paramref name="values"/> and spreads it over the channels.</summary>
    public static void Apply(Span<float> values, ModelInput input, Imaging.ResizePlan plan)
    {
        var grey = values[..(plan.TargetWidth * plan.TargetHeight)];
        Span<(float Factor, float Offset)> channels = stackalloc (float, float)[input.Channels];
        for (var i = 0; i < channels.Length; i++) channels[i] = Line(input, i);
        if (input.Scaling == PixelScaling.ZScore) Standardise(grey, plan);

        // From the last value back, so that no grey level is overwritten before it is read.
        for (var at = grey.Length - 1; at >= 0 && input.Layout == TensorLayout.Nhwc; at--)
        {
            var level = grey[at];
            var pixel = values.Slice(at * channels.Length, channels.Length);
            for (var i = 0; i < channels.Length; i++) pixel[i] = level * channels[i].Factor + channels[i].Offset;
        }

        for (var i = channels.Length - 1; i >= 0 && input.Layout == TensorLayout.Nchw; i--)
        {
            var target = values.Slice(i * grey.Length, grey.Length);
            var (factor, offset) = channels[i];
            var at = 0;
            for (; at <= target.Length - Vector<float>.Count; at += Vector<float>.Count)
                (new Vector<float>(grey[at..]) * factor + new Vector<float>(offset)).CopyTo(target[at..]);
            for (; at < target.Length; at++) target[at] = grey[at] * factor + offset;
        }
    }

    static (float Factor, float Offset) Line(ModelInput input, int channel)
    {
        if (input.Scaling == PixelScaling.ImageNet)
        {
            var (mean, sd) = input.Channels == 3 ? ImageNetColour[channel] : ImageNetGrey[channel];
            return (1 / (255 * sd), -mean / sd);
        }

        return input.Scaling switch
        {
            PixelScaling.Unit => (1f / 255, 0),
            PixelScaling.Symmetric => (1f / 127.5f, -1),
            _ => (1, 0),
        };
    }

    static void Standardise(Span<float> grey, Imaging.ResizePlan plan)
    {
        double sum = 0;
        double squares = 0;
        var content = plan.Content;
        for (var y = content.Top; y <= content.Bottom; y++)
        {
            foreach (var level in grey.Slice(y * plan.TargetWidth + content.Left, content.Width))
            {
                sum += level;
                squares += (double)level * level;
            }
        }

        var count = (double)content.Width * content.Height;
        var mean = sum / count;
        var sd = Math.Max(Math.Sqrt(Math.Max(squares / count - mean * mean, 0)), LeastSd);
        for (var y = 0; y < plan.TargetHeight; y++)
        {
            var row = grey.Slice(y * plan.TargetWidth, plan.TargetWidth);
            if (y < content.Top || y > content.Bottom) continue;
            foreach (ref var level in row.Slice(content.Left, content.Width)) level = (float)((level - mean) / sd);
        }
    }
}
