namespace Acsa.Benchmarks.Sending;

/// <summary>What a sender says of one corpus.</summary>
/// <param name="PeakMemory">Resident, in bytes, over the sender's life.</param>
sealed record SendReport(double Seconds, double CpuSeconds, long PeakMemory);
