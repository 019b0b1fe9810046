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
        var planes = OrtValue.CreateTensorValueFromMemory(OutputValues, Axes(manifest, classes));
        if (manifest.Output.Judgement is null)
        {
            Outputs = [planes];
            return;
        }

        Judgements = new float[count * OutlineJudgement.Length];
        Outputs = [planes, OrtValue.CreateTensorValueFromMemory(Judgements, [count, OutlineJudgement.Length])];
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

    /// <summary>The model's judgements, <see cref="OutlineJudgement.Length"/> a tile; null when it gives none.</summary>
    public float[]? Judgements { get; }

    /// <summary>The planes, then the judgements if any.</summary>
    public IReadOnlyList<OrtValue> Outputs { get; }

    public bool Fits(int count, int width, int height) => (count, width, height) == (Count, Width, Height);

    public void Dispose()
    {
        Input.Dispose();
        foreach (var output in Outputs) output.Dispose();
    }

    long[] Axes(ModelManifest manifest, int planes) => manifest.Input.Layout == TensorLayout.Nchw
        ? [Count, planes, Height, Width]
        : [Count, Height, Width, planes];
}
