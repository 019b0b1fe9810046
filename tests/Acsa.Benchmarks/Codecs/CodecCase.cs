namespace Acsa.Benchmarks.Codecs;

/// <summary>One thing to time: ours and, where there is one, the native library's way of doing the same.</summary>
/// <param name="Name">What is decoded or encoded.</param>
/// <param name="Pixels">Pixels in the frame.</param>
/// <param name="StreamBytes">Bytes of the compressed frame.</param>
/// <param name="Ours">Does it once and returns the samples (or, encoding, the stream).</param>
/// <param name="Native">Does the same once, or null.</param>
/// <param name="Target">The part of the native library's rate that is asked for; null for none.</param>
internal sealed record CodecCase(string Name, int Pixels, int StreamBytes, Func<byte[]> Ours, Func<byte[]>? Native, double? Target)
{
    /// <summary>Whether both must give the same samples.</summary>
    public bool IsExact { get; init; } = true;
}
