namespace Acsa.Segmentation;

/// <summary>What one caller wants run, and how far it is. Guarded by its queue's lock.</summary>
sealed class BatchJob(IReadOnlyList<Tile> tiles, CancellationToken stop)
{
    int _taken;
    int _finished;

    public CancellationToken Stop => stop;

    /// <summary>Whether all tiles were run, or one of them failed.</summary>
    public bool IsDone => _finished == tiles.Count || Error is not null;

    /// <summary>Whether no tile has been taken into a batch.</summary>
    public bool IsUntouched => _taken == 0;

    /// <summary>Whether every tile has been taken into a batch.</summary>
    public bool IsTaken => _taken == tiles.Count;

    /// <summary>Whether this caller's thread is to run the next batches.</summary>
    public bool Leads { get; set; }

    public Exception? Error { get; private set; }

    /// <summary>This job's part of the time in the model.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The provider that ran it.</summary>
    public InferenceProvider Provider { get; private set; }

    /// <summary>The next tile to run.</summary>
    public Tile Next => tiles[_taken];

    public Tile Take() => tiles[_taken++];

    public void Finish(TimeSpan time, InferenceProvider provider)
    {
        _finished++;
        Time += time;
        Provider = provider;
    }

    public void Fail(Exception error) => Error ??= error;
}
