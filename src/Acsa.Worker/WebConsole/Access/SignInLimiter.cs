using Acsa.Worker.Configuration;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>
/// Counts failed sign-ins by address and by name. By name it is generous, so that nobody locks an administrator out by failing in his
/// place; by address it is not.
/// </summary>
sealed class SignInLimiter(TimeProvider time)
{
    /// <summary>Failures of one address within <see cref="Window"/>.</summary>
    public const int ByAddress = 10;

    /// <summary>Failures for one name within <see cref="Window"/>, from wherever.</summary>
    public const int ByName = 50;

    const int MostKeys = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    readonly Dictionary<string, Queue<DateTimeOffset>> _failures = new(StringComparer.Ordinal);

    /// <summary>How long to wait before the next attempt; zero = none.</summary>
    public TimeSpan WaitFor(string address, string name)
    {
        lock (_failures)
        {
            var (one, other) = (Wait(OfAddress(address), ByAddress), Wait(OfName(name), ByName));
            return one > other ? one : other;
        }
    }

    public void Failed(string address, string name)
    {
        lock (_failures)
        {
            if (_failures.Count >= MostKeys) Forget();
            foreach (var key in new[] { OfAddress(address), OfName(name) })
            {
                if (!_failures.TryGetValue(key, out var times)) _failures.Add(key, times = new());
                times.Enqueue(time.GetUtcNow());
            }
        }
    }

    static string OfAddress(string address) => "a " + address;

    // What can be nobody's name is counted as one: names of megabytes, sent by whoever reaches the console, would be kept here.
    static string OfName(string name) => "n " + (ConfigurationRules.IsName(name) ? name : "");

    TimeSpan Wait(string key, int most)
    {
        if (!_failures.TryGetValue(key, out var times)) return TimeSpan.Zero;
        var now = time.GetUtcNow();
        while (times.Count > 0 && times.Peek() <= now - Window) times.Dequeue();
        if (times.Count == 0) _failures.Remove(key);
        return times.Count < most ? TimeSpan.Zero : times.ElementAt(times.Count - most) + Window - now;
    }

    // Those whose time is over; where an attack fills even the window, the oldest half.
    void Forget()
    {
        var since = time.GetUtcNow() - Window;
        foreach (var key in _failures.Where(pair => pair.Value.Last() <= since).Select(pair => pair.Key).ToList()) _failures.Remove(key);
        if (_failures.Count < MostKeys) return;
        foreach (var key in _failures.OrderBy(pair => pair.Value.Last()).Take(MostKeys / 2).Select(pair => pair.Key).ToList())
            _failures.Remove(key);
    }
}
