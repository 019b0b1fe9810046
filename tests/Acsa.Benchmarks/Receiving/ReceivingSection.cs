namespace Acsa.Benchmarks.Receiving;

/// <summary>C-STORE into receivers: same sender, same disk, interleaved, each receiver warm and alone.</summary>
sealed class ReceivingSection(string name, string title, IReadOnlyList<Receiver> receivers, IReadOnlyList<int> associations) : ISection
{
    public string Name => name;

    public IReadOnlyList<Prerequisite> Needs { get; } =
        [Prerequisite.StoreScp, Prerequisite.Orthanc, Prerequisite.DcmCJpeg];

    public async Task RunAsync(BenchRun run, CancellationToken stop)
    {
        Receiver[] candidates =
        [
            .. receivers,
            .. run.Options.Receivers.Select(text => text.Split('=', 2)).Select(parts => Receiver.FromCommandLine(parts[0], parts[^1])),
        ];
        if (run.Options.Candidates.Count > 0) candidates = [.. candidates.Where(c => run.Options.Candidates.Contains(c.Name))];
        var measuring = new Measuring(run);
        var all = new List<ReceivingMeasurement>();
        foreach (var corpus in run.Corpora.Selected)
        {
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                foreach (var count in associations)
                {
                    foreach (var receiver in candidates)
                    {
                        var measured = await measuring.MeasureAsync(receiver, corpus, count, round, stop);
                        run.Results.Add(Name, measured);
                        all.Add(measured);
                        Console.Error.WriteLine(FormattableString.Invariant(
                            $"{Name} {corpus.Name} {count} {receiver.Name}: {measured.InstancesPerSecond:0}/s, {measured.CpuSeconds:0.00} s CPU, p99 {measured.LatencyP99Ms:0.0} ms, others {measured.OthersCpuSeconds:0.0} s"));
                    }
                }
            }
        }

        Print(all, candidates);
    }

    void Print(List<ReceivingMeasurement> all, Receiver[] candidates)
    {
        var table = new Table("corpus, associations", "receiver", "instances/s", "MB/s", "CPU s", "median ms", "p99 ms", "peak MB",
            "rate ÷ fastest peer", "CPU ÷ lowest peer");
        foreach (var group in all.GroupBy(one => (one.Corpus, one.Associations)))
        {
            var rows = group.GroupBy(one => one.Receiver).Select(runs => new
            {
                Receiver = runs.Key,
                Rate = Statistics.Median(runs.Select(one => one.InstancesPerSecond)),
                Megabytes = Statistics.Median(runs.Select(one => one.MegabytesPerSecond)),
                Cpu = Statistics.Median(runs.Select(one => one.CpuSeconds)),
                Median = Statistics.Median(runs.Select(one => one.LatencyMedianMs)),
                P99 = Statistics.Median(runs.Select(one => one.LatencyP99Ms)),
                Memory = runs.Max(one => one.PeakMemory) / 1e6,
                IsOurs = candidates.First(candidate => candidate.Name == runs.Key).IsOurs,
            }).ToArray();
            var peers = rows.Where(row => !row.IsOurs).ToArray();
            foreach (var row in rows)
            {
                table.Add($"{group.Key.Corpus}, {group.Key.Associations}", row.Receiver, row.Rate.ToString("0", Table.Culture),
                    row.Megabytes.ToString("0", Table.Culture), row.Cpu.ToString("0.00", Table.Culture),
                    row.Median.ToString("0.00", Table.Culture), row.P99.ToString("0.0", Table.Culture),
                    row.Memory.ToString("0", Table.Culture),
                    Ratio(row.Rate, peers.Select(peer => peer.Rate).DefaultIfEmpty(double.NaN).Max()),
                    Ratio(row.Cpu, peers.Select(peer => peer.Cpu).DefaultIfEmpty(double.NaN).Min()));
            }
        }

        table.Print(title);
    }

    static string Ratio(double value, double reference) =>
        double.IsFinite(value / reference) ? (value / reference).ToString("0.00", Table.Culture) : "";
}
