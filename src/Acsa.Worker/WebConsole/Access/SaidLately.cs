namespace Acsa.Worker.WebConsole.Access;

/// <summary>Remembers for a while what the audit trail was told, where every request would say it again.</summary>
sealed class SaidLately(TimeProvider time)
{
    const int Most = 10_000;

    /// <summary>After so long it is said again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);

    /// <summary>Whether it is to be said: true once within the time.</summary>
    public bool IsNew(string what)
    {
        lock (_said)
        {
            var now = time.GetUtcNow();
            if (_said.TryGetValue(what, out var at) && now - at < Window) return false;
            // Rather say something twice than grow without end.
            if (_said.Count >= Most) _said.Clear();
            _said[what] = now;
            return true;
        }
    }

    /// <summary>It was not said after all.</summary>
    public void Forget(string what)
    {
        lock (_said) _said.Remove(what);
    }
}
