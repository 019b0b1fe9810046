namespace Acsa.Segmentation;

/// <summary>How a segmenter uses the machine.</summary>
/// <param name="Threads">Threads that compute on the processor; at least 1.</param>
public sealed record SegmenterOptions(int Threads)
{
    // More than eight gain little on images of this size, and the node receives and reports meanwhile.
    const int MostThreads = 8;

    /// <summary>All cores, at most eight.</summary>
    public static SegmenterOptions Default { get; } = new(Math.Clamp(Environment.ProcessorCount, 1, MostThreads));

    /// <summary>Inputs in one run on a GPU, from as many callers; models of a fixed batch size take them one by one.</summary>
    public int MaxBatch { get; init; } = 8;

    /// <summary>The same on the processor, which gains nothing by batches and loses by large ones (docs/speed.md).</summary>
    public int MaxBatchOnCpu { get; init; } = 1;

    /// <summary>How long a batch that is not full waits for callers that are preparing their images.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Callers that may wait or prepare at a time; further ones are held back before they take memory.</summary>
    public int MaxQueue { get; init; } = 64;

    /// <summary>Called before each run, with its inputs: tests make one end as it would on a device that drops out.</summary>
    internal Action<InferenceProvider, IReadOnlyList<Tile>, RunOptions>? BeforeRun { get; init; }
}
