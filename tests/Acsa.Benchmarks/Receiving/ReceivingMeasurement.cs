namespace Acsa.Benchmarks.Receiving;

/// <summary>One corpus received once.</summary>
/// <param name="Seconds">From the first request to the last response.</param>
/// <param name="CpuSeconds">Of the receiver, with its children.</param>
/// <param name="LatencyMedianMs">From a request's first byte to its response.</param>
/// <param name="LatencyP99Ms">What 99 of 100 requests did not exceed.</param>
/// <param name="PeakMemory">Resident, in bytes, over the receiver's life.</param>
/// <param name="OthersCpuSeconds">What others on the machine used meanwhile: neither sender nor receiver.</param>
sealed record ReceivingMeasurement(
    string Receiver, string Corpus, int Associations, int Round, int Instances, long Bytes, double Seconds, double CpuSeconds,
    double LatencyMedianMs, double LatencyP99Ms, long PeakMemory, uint PduLength, double OthersCpuSeconds)
{
    public double InstancesPerSecond => Instances / Seconds;

    public double MegabytesPerSecond => Bytes / 1e6 / Seconds;
}
