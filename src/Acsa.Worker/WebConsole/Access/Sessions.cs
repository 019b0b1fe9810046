using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>Who is signed in: random tokens, in memory, gone with the process.</summary>
sealed class Sessions(TimeProvider time)
{
    const int Most = 1000;

    /// <summary>Without a request of somebody's for so long a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>It ends after so long in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session; returns its token.</summary>
    public string Begin(ConsoleUser user)
    {
        var now = time.GetUtcNow();
        foreach (var (token, session) in _sessions)
            if (IsOver(session, now)) _sessions.TryRemove(token, out _);
        if (_sessions.Count >= Most) _sessions.TryRemove(_sessions.MinBy(pair => pair.Value.Seen).Key, out _);
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _sessions[fresh] = new(user.Name, UserFile.StampOf(user), now) { Seen = now };
        return fresh;
    }

    /// <summary>The user of a session that lasts, as the file has him now; null otherwise.</summary>
    /// <param name="renews">Whether somebody did something: a page that only keeps itself up to date leaves the session as old as it
    /// is, or a screen that nobody sits at would never be closed.</param>
    public ConsoleUser? UserOf(string token, UserFile users, bool renews = true)
    {
        if (!_sessions.TryGetValue(token, out var session)) return null;
        var now = time.GetUtcNow();
        if (!IsOver(session, now) && users.Find(session.Name) is { } user && UserFile.StampOf(user) == session.Stamp)
        {
            if (renews) session.Seen = now;
            return user;
        }

        _sessions.TryRemove(token, out _);
        return null;
    }

    public void End(string token) => _sessions.TryRemove(token, out _);

    static bool IsOver(Session session, DateTimeOffset now) => now - session.Seen > Idle || now - session.Began > Longest;

    sealed record Session(string Name, string Stamp, DateTimeOffset Began)
    {
        public DateTimeOffset Seen { get; set; }
    }
}
