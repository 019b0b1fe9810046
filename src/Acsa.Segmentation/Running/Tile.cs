using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>One input of a model and what the model gives for it; used again for the next image of that size.</summary>
sealed class Tile
{
    public Tile(ModelManifest manifest, int width, int height)
    {
        (Width, Height) = (width, height);
        Input = new float[checked(width * height * manifest.Input.Channels)];
        Planes = [.. manifest.Output.Classes.Select(_ => new FloatPlane(width, height))];
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>The input tensor without its batch axis, in the model's layout.</summary>
    public float[] Input { get; }

    /// <summary>
    /// The mean over the members, one plane per class: probabilities, or raw output where the manifest averages that.
    /// </summary>
    public FloatPlane[] Planes { get; }

    /// <summary>The mean judgement of the members; null when they give none.</summary>
    public OutlineJudgement? Judgement { get; set; }
}
