namespace Acsa.Dicom.Network.StateMachine;

/// <summary>
/// A one-shot timer: the Association Request/Reject/Release Timer of PS3.8 9.1.5, or the time that a silent peer is given.
/// </summary>
internal sealed class ArtimTimer : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeSpan _duration;
    private int _running;

    /// <summary>Creates a stopped timer; <paramref name="expired"/> runs on a timer thread.</summary>
    public ArtimTimer(TimeProvider time, TimeSpan duration, Action expired)
    {
        _duration = duration;
        _timer = time.CreateTimer(_ => Expire(expired), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsRunning => Volatile.Read(ref _running) == 1;

    /// <summary>Starts the timer, or starts it again.</summary>
    public void Start() => Start(_duration);

    /// <summary>Starts the timer, or starts it again, for another time than its own.</summary>
    public void Start(TimeSpan duration)
    {
        Volatile.Write(ref _running, 1);
        _timer.Change(duration, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        Volatile.Write(ref _running, 0);
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Expire(Action expired)
    {
        if (Interlocked.Exchange(ref _running, 0) == 1) expired();
    }
}
