using System.Diagnostics;
using System.Globalization;
using Acsa.Reporting;

namespace Acsa.Benchmarks.Reporting;

/// <summary>
/// Times the writing of results, from findings to bytes in memory, one thread: a SEG of 100 frames of 640×480, and everything about one
/// image. No other writer is at hand to run beside it; highdicom 0.27 on a machine like this: 48 ms to construct and 50 ms to write the
/// same SEG.
/// </summary>
sealed class ReportingSection : ISection
{
    const int TimingsPerRound = 15;

    // Until the compiler has optimised what runs: before that, its own work on the same cores is what is measured.
    const int WarmUps = 60;

    public string Name => "reporting";

    public IReadOnlyList<Prerequisite> Needs => [];

    public Task RunAsync(BenchRun run, CancellationToken stop)
    {
        // One for all, as a file is: fetching and clearing megabytes of new memory is no part of writing.
        using var sink = new MemoryStream();
        var table = new Table("what", "target", "median", "fastest", "CPU", "read back and checked", "fastest", "bytes");
        var clip = ReportingCase.Clip(100);
        var still = ReportingCase.Still();
        var everything = ResultKinds.Forms;
        Add("SEG, 100 frames 640×480", "9.8 ms", clip with { Kinds = new HashSet<ResultKind> { ResultKind.Segmentation } });
        Add("SEG, SR and SC of a still 1024×768", "30 ms", still);
        Add("all kinds of a still 1024×768", "30 ms", still with { Kinds = everything });
        foreach (var kind in everything.Order())
            if (kind != ResultKind.RejectionNote) Add($"{kind} of that still", "", still with { Kinds = new HashSet<ResultKind> { kind } });
        table.Print("Writing results, one thread, to memory");
        return Task.CompletedTask;

        void Add(string name, string target, ReportRequest request)
        {
            stop.ThrowIfCancellationRequested();
            long bytes = 0;
            var (times, cpu) = Times(run, () => bytes = Save(ResultWriter.Write(request), sink));
            var results = ResultWriter.Write(request);
            var problems = ResultCheck.Problems(results, request);
            if (problems.Count > 0) throw new BenchException($"{name}: {string.Join(' ', problems)}");
            var (checks, _) = Times(run, () => ResultCheck.Problems(results, request));
            run.Results.Add("reporting", new { name, median = Statistics.Median(times), fastest = times.Min(), cpu,
                check = Statistics.Median(checks), fastestCheck = checks.Min(), bytes });
            table.Add(name, target, Milliseconds(Statistics.Median(times)), Milliseconds(times.Min()),
                Milliseconds(cpu), Milliseconds(Statistics.Median(checks)), Milliseconds(checks.Min()), bytes);
        }
    }

    // Milliseconds by the clock of each time, and of the processor on average, all threads: on a machine with other work only that one and
    // the fastest say something.
    static (List<double> Times, double Cpu) Times(BenchRun run, Action work)
    {
        for (var i = 0; i < WarmUps; i++) work();
        var used = Environment.CpuUsage.TotalTime;
        var times = new List<double>();
        for (var i = 0; i < TimingsPerRound * run.Options.Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return (times, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / times.Count);
    }

    static long Save(ResultSet results, MemoryStream sink)
    {
        long bytes = 0;
        foreach (var instance in results.Instances)
        {
            sink.SetLength(0);
            instance.File.Save(sink);
            bytes += sink.Length;
        }
        return bytes;
    }

    static string Milliseconds(double value) => value.ToString("F1", CultureInfo.InvariantCulture) + " ms";
}
