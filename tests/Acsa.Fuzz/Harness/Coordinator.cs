using System.Diagnostics;

namespace Acsa.Fuzz;

/// <summary>The parent: as many workers as asked for, a table at the end.</summary>
internal static class Coordinator
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the workers to their end; true where nothing was found.</summary>
    public static bool Run(FuzzOptions options, TextWriter output)
    {
        Directory.CreateDirectory(options.Out);
        var finds = new FindFolder(options.FindsFolder);
        var known = finds.Names.ToHashSet();
        output.WriteLine($"seed {options.Seed}: {options.Workers} workers, finds in {finds.Folder}");
        var started = Stopwatch.GetTimestamp();
        var share = options with { Executions = options.Executions == long.MaxValue ? long.MaxValue
            : -(-options.Executions / options.Workers) };
        var workers = Enumerable.Range(0, options.Workers).Select(i => new WorkerProcess(share, i, finds)).ToList();
        try
        {
            var running = workers.ToList();
            while (running.Count > 0)
            {
                Thread.Sleep(Glance);
                running.RemoveAll(w => !w.Watch());
            }
            FuzzTable.Write(output, options.SelectTargets(), Total, workers.Sum(w => w.Losses), Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            foreach (var worker in workers) worker.Dispose();
        }
        var found = finds.Names.Where(n => !known.Contains(n)).ToList();
        foreach (var name in found) output.WriteLine("find " + name);
        return found.Count == 0;

        TargetCounts Total(int target) => workers.Aggregate(default(TargetCounts), (sum, w) => sum + w.Counts(target));
    }
}
