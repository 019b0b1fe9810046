using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>The tensors of one input size, pinned once and used for every image of that size.</summary>
sealed class TensorBuffers : IDisposable
{
    readonly int _channels;

    public TensorBuffers(ModelManifest manifest, int width, int height)
    {
        (Width, Height, _channels) = (width, height, manifest.Input.Channels);
        var classes = manifest.Output.Classes.Count;
        var nchw = manifest.Input.Layout == TensorLayout.Nchw;
        InputValues = new float[checked(width * height * _channels)];
        OutputValues = new float[checked(width * height * classes)];
        Input = OrtValue.CreateTensorValueFromMemory(InputValues, nchw ? [1, _channels, height, width] : [1, height, width, _channels]);
        Output = OrtValue.CreateTensorValueFromMemory(OutputValues, nchw ? [1, classes, height, width] : [1, height, width, classes]);
        Planes = [.. Enumerable.Range(0, classes).Select(_ => new FloatPlane(width, height))];
    }

    public int Width { get; }
    public int Height { get; }
    public float[] InputValues { get; }
    public float[] OutputValues { get; }
    public OrtValue Input { get; }
    public OrtValue Output { get; }

    /// <summary>Probabilities, one plane per class: the mean over the members.</summary>
    public FloatPlane[] Planes { get; }

    public bool Fits(int width, int height) => width == Width && height == Height;

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }
}
