using System.Diagnostics;

namespace Acsa.Peers;

internal static class Until
{
    /// <summary>Asks again and again until the condition holds; a failure says what was waited for and shows the evidence.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, string what, Func<string>? evidence = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit) throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}\n{evidence?.Invoke()}");
            await Task.Delay(100);
        }
    }
}
