namespace Acsa.Benchmarks.Sending;

/// <summary>One corpus sent once, over one association.</summary>
/// <param name="CpuSeconds">Of the sender.</param>
sealed record SendingMeasurement(
    string Sender, string Corpus, int Round, int Instances, long Bytes, double Seconds, double CpuSeconds, long PeakMemory)
{
    public double InstancesPerSecond => Instances / Seconds;
}
