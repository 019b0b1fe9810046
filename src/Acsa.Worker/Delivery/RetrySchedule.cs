using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Acsa.Worker.Delivery;

/// <summary>When something that failed is tried again: a bounded list of delays, written as <c>5x1m,12x5m,24x1h,7x1d</c>.</summary>
sealed class RetrySchedule
{
    public const string DefaultText = "3x10s,5x1m,12x5m,24x1h,7x1d";
    public const string Notation = "a schedule such as 5x1m,12x5m,24x1h: counts and delays in s, m, h or d, in all at most 10000 tries";
    const int TriesAtMost = 10_000;

    // A fifth either way keeps many nodes, or many results, from calling at the same moment after an outage.
    const double Jitter = 0.2;

    readonly List<(int Count, TimeSpan Delay)> _steps;

    RetrySchedule(List<(int, TimeSpan)> steps, string text) => (_steps, Text) = (steps, text);

    public static RetrySchedule Default { get; } = TryParse(DefaultText, out var schedule) ? schedule
        : throw new FormatException(DefaultText);

    /// <summary>The schedule as written.</summary>
    public string Text { get; }

    /// <summary>The longest patience of the schedule: its last delay.</summary>
    public TimeSpan LastDelay => _steps[^1].Delay;

    /// <summary>The longest that it may have anything wait.</summary>
    public TimeSpan LongestDelay => _steps.Max(step => step.Delay) * (1 + Jitter);

    public static bool TryParse(string text, [NotNullWhen(true)] out RetrySchedule? schedule)
    {
        schedule = null;
        var steps = new List<(int Count, TimeSpan Delay)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('x');
            if (at <= 0 || part.Length < at + 3) return false;
            if (!int.TryParse(part.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count is 0 or > TriesAtMost) return false;
            if (!int.TryParse(part.AsSpan(at + 1, part.Length - at - 2), NumberStyles.None, CultureInfo.InvariantCulture,
                out var amount)) return false;
            if (amount is 0 or > 86400 || Unit(part[^1]) is not { } unit) return false;
            steps.Add((count, unit * amount));
        }

        if (steps.Sum(step => (long)step.Count) > TriesAtMost) return false;
        schedule = new(steps, text);
        return true;
    }

    /// <summary>How long to wait after the given number of failures (1 for the first); null when the schedule is exhausted.</summary>
    /// <param name="chance">A number from 0 to 1 that places the delay within its jitter.</param>
    public TimeSpan? DelayAfter(int failures, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        foreach (var (count, delay) in _steps)
        {
            if (failures <= count) return delay * (1 - Jitter + 2 * Jitter * chance);
            failures -= count;
        }

        return null;
    }

    static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
