namespace Acsa.Segmentation;

/// <summary>How a segmenter uses the machine.</summary>
/// <param name="Threads">Threads that compute one image on the processor; at least 1.</param>
public sealed record SegmenterOptions(int Threads)
{
    // More than eight gain little on images of this size, and the node receives and reports meanwhile.
    const int MostThreads = 8;

    /// <summary>All cores, at most eight.</summary>
    public static SegmenterOptions Default { get; } = new(Math.Clamp(Environment.ProcessorCount, 1, MostThreads));
}
