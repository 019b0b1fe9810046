namespace Acsa.Worker.Delivery;

/// <summary>When a destination may next be called.</summary>
/// <param name="Failures">How often in a row it could not be reached; 0 when it is well.</param>
/// <param name="NextCall">Not before this; null when at once.</param>
/// <param name="Trouble">Why not; null when it is well.</param>
sealed record DestinationClock(int Failures, DateTimeOffset? NextCall, string? Trouble)
{
    public static readonly DestinationClock Well = new(0, null, null);

    /// <summary>Whether it is called by C-ECHO alone until it answers.</summary>
    public bool IsOpen => Failures >= Limits.FailuresToOpenCircuit;

    /// <summary>The clock after one more failure.</summary>
    public DestinationClock Failed(string why, RetrySchedule schedule, DateTimeOffset now, Func<double> chance) => new(
        Failures + 1, now + (schedule.DelayAfter(Failures + 1, chance()) ?? schedule.LastDelay), why);
}
