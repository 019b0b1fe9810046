namespace Acsa.Fuzz;

/// <summary>The child process: runs the loop, and notes each input in the slot before it runs.</summary>
internal static class Worker
{
    private static readonly TimeSpan ShrinkBudget = TimeSpan.FromSeconds(5);

    public static void Run(FuzzOptions options, ulong lane)
    {
        using var slot = InputSlot.Open(options.Slot!);
        var finds = new FindFolder(options.FindsFolder);
        var targets = options.SelectTargets();
        var loop = new FuzzLoop(targets, options.Seed, lane, options.Corpus, watchesCompiler: true)
        {
            Beginning = slot.Begin,
            Found = (executor, find) =>
            {
                if (finds.Knows(find)) return;
                finds.Write(find);
                slot.Begin(IndexOf(find), find.Input);
                finds.Write(Minimiser.Shrink(executor, find, ShrinkBudget));
            },
        };

        var end = DateTime.UtcNow + options.Time;
        long Done() => loop.Counts.Sum(c => c.Executions);
        while (Done() < options.Executions && DateTime.UtcNow < end)
        {
            loop.Round(() => DateTime.UtcNow >= end);
            for (var i = 0; i < targets.Count; i++) slot.Write(i, loop.Counts[i]);
        }
        if (options.SaveCorpus) Save(loop, options);

        int IndexOf(Find find) => Enumerable.Range(0, targets.Count).First(i => targets[i].Name == find.Target);
    }

    private static void Save(FuzzLoop loop, FuzzOptions options)
    {
        for (var i = 0; i < loop.Targets.Count; i++)
        {
            var folder = Path.Combine(options.Out, "corpus", loop.Targets[i].Name);
            Directory.CreateDirectory(folder);
            foreach (var input in loop.Corpora[i].Kept)
                File.WriteAllBytes(Path.Combine(folder, $"{Hash64.Of(input):x16}.bin"), input);
        }
    }
}
