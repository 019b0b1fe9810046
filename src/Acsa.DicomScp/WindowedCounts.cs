namespace Acsa.DicomScp;

/// <summary>How often each key came, counted anew after each window of time. Any thread may count.</summary>
sealed class WindowedCounts<TKey>(TimeProvider time, TimeSpan window) where TKey : notnull
{
    readonly Dictionary<TKey, int> _counts = [];
    readonly Lock _gate = new();
    DateTimeOffset _since = DateTimeOffset.MinValue;

    /// <summary>Counts a key once more, and gives how often it came within the window.</summary>
    /// <param name="most">So many keys are told apart; those that come last are counted together as <paramref name="rest"/>.</param>
    public int Count(TKey key, int most, TKey rest)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _since >= window)
            {
                _since = now;
                _counts.Clear();
            }

            var counted = _counts.Count < most || _counts.ContainsKey(key) ? key : rest;
            return _counts[counted] = _counts.GetValueOrDefault(counted) + 1;
        }
    }
}
