using System.Diagnostics;

namespace Acsa.Fuzz;

/// <summary>Makes the input of a find shorter and plainer for as long as it fails in the same way.</summary>
internal static class Minimiser
{
    /// <summary>Cuts pieces out, the largest first, then puts zeros where no other byte is needed.</summary>
    public static Find Shrink(Executor executor, Find find, TimeSpan budget)
    {
        var started = Stopwatch.GetTimestamp();
        var best = find;
        for (var before = int.MaxValue; best.Input.Length < before && !IsOver();)
        {
            before = best.Input.Length;
            for (var piece = before / 2; piece > 0 && !IsOver(); piece /= 2)
            {
                for (var at = 0; at < best.Input.Length && !IsOver();)
                {
                    var end = Math.Min(at + piece, best.Input.Length);
                    if (!Try([.. best.Input[..at], .. best.Input[end..]])) at += piece;
                }
            }
        }
        for (var at = 0; at < best.Input.Length && !IsOver(); at++)
        {
            if (best.Input[at] == 0) continue;
            var plainer = (byte[])best.Input.Clone();
            plainer[at] = 0;
            Try(plainer);
        }
        return best;

        bool IsOver() => Stopwatch.GetElapsedTime(started) > budget;

        bool Try(byte[] input)
        {
            if (executor.Run(input).Find is not { } same || same.Kind != find.Kind || same.Key != find.Key) return false;
            best = same;
            return true;
        }
    }
}
