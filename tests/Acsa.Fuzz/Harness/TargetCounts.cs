namespace Acsa.Fuzz;

/// <summary>What has been counted of one target.</summary>
internal record struct TargetCounts(long Executions, long Accepted, long Finds, long Signatures, long Ticks)
{
    public static TargetCounts operator +(TargetCounts a, TargetCounts b) => new(
        a.Executions + b.Executions, a.Accepted + b.Accepted, a.Finds + b.Finds, Math.Max(a.Signatures, b.Signatures), a.Ticks + b.Ticks);

    public readonly double Seconds => TimeSpan.FromTicks(Ticks).TotalSeconds;
}
