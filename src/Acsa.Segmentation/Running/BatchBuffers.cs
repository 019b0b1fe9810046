namespace Acsa.Segmentation;

/// <summary>The tensors of one batch size and input size, pinned once and used for every batch like it.</summary>
sealed class BatchBuffers : IDisposable
{
    public BatchBuffers(ModelManifest manifest, int count, int width, int height)
    {
        (Count, Width, Height) = (count, width, height);
        var (channels, classes) = (manifest.Input.Channels, manifest.Output.Classes.Count);
        InputLength = checked(width * height * channels);
        OutputLength = checked(width * height * classes);
        InputValues = new float[checked(count * InputLength)];
        OutputValues = new float[checked(count * OutputLength)];
        Input = OrtValue.CreateTensorValueFromMemory(InputValues, Axes(manifest, channels));
        Output = OrtValue.CreateTensorValueFromMemory(OutputValues, Axes(manifest, classes));
    }

    public int Count { get; }
    public int Width { get; }
    public int Height { get; }

    /// <summary>Values of one tile's input.</summary>
    public int InputLength { get; }

    /// <summary>Values of one tile's output.</summary>
    public int OutputLength { get; }

    public float[] InputValues { get; }
    public float[] OutputValues { get; }
    public OrtValue Input { get; }
    public OrtValue Output { get; }

    public bool Fits(int count, int width, int height) => (count, width, height) == (Count, Width, Height);

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }

    long[] Axes(ModelManifest manifest, int planes) => manifest.Input.Layout == TensorLayout.Nchw
        ? [Count, planes, Height, Width]
        : [Count, Height, Width, planes];
}
