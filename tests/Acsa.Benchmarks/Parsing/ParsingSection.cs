using System.Diagnostics;
using System.Text;

using Acsa.Benchmarks.Corpora;

namespace Acsa.Benchmarks.Parsing;

/// <summary>How fast files are parsed, from a warm page cache: up to the pixel data, and whole.</summary>
sealed class ParsingSection : ISection
{
    const string Headers = "headers";
    const string Whole = "whole";
    const string Lazy = "AcsaNode";
    const string Objects = "AcsaNode, every element made an object";
    const string Texts = "AcsaNode, every value decoded";

    public string Name => "parsing";

    public IReadOnlyList<Prerequisite> Needs => [];

    public Task RunAsync(BenchRun run, CancellationToken stop)
    {
        var peers = new ParsingPeers(run.NewFolder("parsing"));
        var table = new Table("corpus", "what", "candidate", "ms a file", "CPU ms a file", "KB allocated a file", "elements");
        foreach (var corpus in run.Corpora.Selected)
        {
            var list = Path.Combine(run.Options.WorkFolder, "parsing", corpus.Name + ".txt");
            File.WriteAllLines(list, corpus.Files);
            foreach (var what in new[] { Headers, Whole })
                foreach (var group in Measure(run, peers, corpus, list, what, stop).GroupBy(one => one.Candidate))
                    AddRow(table, corpus, what, [.. group]);
        }
        table.Print("Parsing, in process, warm");
        return Task.CompletedTask;
    }

    static List<ParsingMeasurement> Measure(
        BenchRun run, ParsingPeers peers, Corpus corpus, string list, string what, CancellationToken stop)
    {
        string[] candidates = what == Headers ? [Lazy, Objects, Texts, .. peers.Names] : [Lazy, .. peers.Names];
        var all = new List<ParsingMeasurement>();
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            foreach (var candidate in candidates)
            {
                if (run.Options.Candidates.Count > 0 && !run.Options.Candidates.Contains(candidate)) continue;
                stop.ThrowIfCancellationRequested();
                var measured = candidate.StartsWith(Lazy, StringComparison.Ordinal)
                    ? Ours(candidate, corpus, what) : peers.Measure(candidate, corpus, list, what);
                run.Results.Add("parsing", measured);
                all.Add(measured);
            }
        }
        return all;
    }

    static ParsingMeasurement Ours(string candidate, Corpus corpus, string what)
    {
        foreach (var file in corpus.Files) Parse(file, candidate, what);
        GC.Collect();
        var elements = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        foreach (var file in corpus.Files) elements += Parse(file, candidate, what);
        var seconds = clock.Elapsed.TotalSeconds;
        return new(candidate, corpus.Name, what, corpus.Files.Count, seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            elements, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    static int Parse(string path, string candidate, string what)
    {
        if (what == Whole) return DicomFile.Open(path, FileReadOption.ReadAll).Dataset.Count();
        var dataset = DicomFile.Open(path, Encoding.ASCII, static state => state.Tag.Group == 0x7FE0).Dataset;
        if (candidate == Lazy) return dataset.ItemCount;
        if (candidate == Texts) Decode(dataset);
        return dataset.Count();
    }

    static void Decode(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            if (item is DicomSequence sequence) foreach (var inner in sequence) Decode(inner);
            else if (item is DicomElement { Length: < 1024 } element) _ = element.Get<string[]>();
        }
    }

    static void AddRow(Table table, Corpus corpus, string what, List<ParsingMeasurement> rounds)
    {
        var files = corpus.Files.Count;
        table.Add(corpus.Name, what, rounds[0].Candidate, Milliseconds(rounds, one => one.Seconds),
            Milliseconds(rounds, one => one.CpuSeconds),
            rounds[0].Allocated is { } bytes ? (bytes / 1024.0 / files).ToString("F1", Table.Culture) : "", rounds[0].Elements);

        string Milliseconds(List<ParsingMeasurement> all, Func<ParsingMeasurement, double> seconds) =>
            (Statistics.Median(all.Select(seconds)) * 1000 / files).ToString("F4", Table.Culture);
    }
}
