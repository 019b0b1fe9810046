using System.Globalization;

namespace Acsa.Benchmarks.Codecs;

/// <summary>
/// Times the managed pixel codecs beside libjpeg-turbo, OpenJPEG and CharLS: one thread, from memory to memory, the same streams, by turns.
/// Before anything is timed both must have given the same samples.
/// </summary>
sealed class CodecsSection : ISection
{
    private const int TimingsPerRound = 15;

    public string Name => "codecs";

    public IReadOnlyList<Prerequisite> Needs => [Prerequisite.TurboJpeg, Prerequisite.OpenJpeg, Prerequisite.CharLs];

    public Task RunAsync(BenchRun run, CancellationToken stop)
    {
        var table = new Table("picture and coding", "stream", "ours", "native", "ours ÷ native", "asked");
        foreach (var item in CodecCorpus.Cases())
        {
            stop.ThrowIfCancellationRequested();
            var asked = run.Options.Candidates;
            if (asked.Count > 0 && !asked.Any(name => item.Name.Contains(name, StringComparison.OrdinalIgnoreCase))) continue;
            if (item.Native is not null && item.IsExact && Difference(item.Ours(), item.Native()) is { } difference)
                throw new BenchException($"{item.Name}: ours and the native library's samples {difference}.");
            var timing = CodecTiming.Measure(item, TimingsPerRound * run.Options.Rounds);
            run.Results.Add("codec", new
            {
                item.Name, item.Pixels, item.StreamBytes, ours = timing.OursMilliseconds, native = timing.NativeMilliseconds, timing.Ratio,
            });
            table.Add(item.Name, Text(item.StreamBytes / 1000.0, "F0", " kB"), Rate(item, timing.OursMilliseconds),
                Rate(item, timing.NativeMilliseconds), Text(timing.Ratio, "F2"), Text(item.Target, "F2"));
        }
        table.Print("Codecs, one thread");
        return Task.CompletedTask;
    }

    private static string Rate(CodecCase item, double? milliseconds) => milliseconds is { } ms
        ? $"{Text(ms, "F2")} ms, {Text(item.Pixels / 1000.0 / ms, "F1")} MP/s" : "";

    private static string Text(double? value, string format, string unit = "") =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) + unit : "";

    private static string? Difference(byte[] ours, byte[] native)
    {
        if (ours.Length != native.Length) return $"differ in size: {ours.Length} and {native.Length} bytes";
        var at = ours.AsSpan().CommonPrefixLength(native);
        return at == ours.Length ? null : $"differ from byte {at} on: {ours[at]} and {native[at]}";
    }
}
