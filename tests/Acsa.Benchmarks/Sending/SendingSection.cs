using System.Diagnostics;
using System.Text.Json;
using Acsa.Benchmarks.Corpora;
using Acsa.Benchmarks.Receiving;

namespace Acsa.Benchmarks.Sending;

/// <summary>C-STORE of files to DCMTK's storescp, one association; the receiver is the same for all and takes PDUs of 128 KB.</summary>
/// <remarks>
/// DCMTK's programs are timed from start to end, as they are used. Ours is timed twice: warm, as within a running node, and as a program
/// of its own, whose start and compilation count.
/// </remarks>
sealed class SendingSection : ISection
{
    const string Warm = "acsa";
    const string Cold = "acsa, cold start";

    static readonly string[] Senders = [Warm, Cold, "storescu", "dcmsend"];

    public string Name => "sending";

    public IReadOnlyList<Prerequisite> Needs { get; } =
        [Prerequisite.StoreScp, Prerequisite.StoreScu, Prerequisite.DcmSend, Prerequisite.DcmCJpeg];

    public async Task RunAsync(BenchRun run, CancellationToken stop)
    {
        var all = new List<SendingMeasurement>();
        var senders = Senders.Where(sender => run.Options.Candidates.Count == 0 || run.Options.Candidates.Contains(sender)).ToArray();
        foreach (var corpus in run.Corpora.Selected)
        {
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                foreach (var sender in senders)
                {
                    var measured = await MeasureAsync(run, sender, corpus, round, stop);
                    run.Results.Add(Name, measured);
                    all.Add(measured);
                    Console.Error.WriteLine(FormattableString.Invariant(
                        $"{Name} {corpus.Name} {sender}: {measured.InstancesPerSecond:0}/s, {measured.CpuSeconds:0.00} s CPU"));
                }
            }
        }

        Print(all);
    }

    static async Task<SendingMeasurement> MeasureAsync(BenchRun run, string sender, Corpus corpus, int round, CancellationToken stop)
    {
        var folder = run.NewFolder("received");
        try
        {
            await using var receiver = await ReceiverProcess.StartAsync(Receivers.StoreScpVerbatim, folder, hasNagle: false, stop);
            run.TouchMemory(corpus.Bytes);
            var report = await SendAsync(run, sender, corpus, receiver.Port, stop);
            if (sender is Warm or Cold) StoredObjects.Compare(receiver.Files(), corpus);
            else if (receiver.Files().Count() is var count && count != corpus.Files.Count)
                throw new BenchException($"{sender} brought {count} of {corpus.Files.Count} objects of {corpus.Name}.");
            return new(sender, corpus.Name, round, corpus.Files.Count, corpus.Bytes, report.Seconds, report.CpuSeconds, report.PeakMemory);
        }
        finally
        {
            run.Retire(folder);
        }
    }

    static async Task<SendReport> SendAsync(BenchRun run, string sender, Corpus corpus, int port, CancellationToken stop)
    {
        var folder = Path.GetDirectoryName(corpus.Files[0])!;
        var isOurs = sender is Warm or Cold;
        string[] ours = [typeof(SendingSection).Assembly.Location, "send", "--port", $"{port}", "--dir", folder];
        var start = sender switch
        {
            Warm => new ProcessStartInfo("dotnet", [.. ours, "--warm", Path.GetDirectoryName(run.Corpora.Get("warm").Files[0])!]),
            Cold => new ProcessStartInfo("dotnet", ours),
            "storescu" => new ProcessStartInfo(Prerequisite.StoreScu.Find()!,
                ["-R", corpus.Name == "us-jpeg" ? "-xy" : "-xe", "-aec", "ANY-SCP", "+sd", "+sp", "*.dcm", "127.0.0.1", $"{port}", folder]),
            _ => new ProcessStartInfo(Prerequisite.DcmSend.Find()!,
                ["-aec", "ANY-SCP", "+sd", "+sp", "*.dcm", "127.0.0.1", $"{port}", folder]),
        };
        start.RedirectStandardOutput = isOurs;
        start.Environment["TCP_NODELAY"] = "1";
        var (cpu, watch) = (ProcessMeter.EndedChildrenCpuSeconds(), Stopwatch.StartNew());
        using var process = Process.Start(start)!;
        var output = isOurs ? await process.StandardOutput.ReadToEndAsync(stop) : "";
        await process.WaitForExitAsync(stop);
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new BenchException($"{sender} ended with {process.ExitCode}.");
        var said = isOurs ? JsonSerializer.Deserialize<SendReport>(output)! : null;
        return sender == Warm ? said! : new(seconds, ProcessMeter.EndedChildrenCpuSeconds() - cpu, said?.PeakMemory ?? 0);
    }

    static void Print(List<SendingMeasurement> all)
    {
        var table = new Table("corpus", "sender", "instances/s", "CPU s", "peak MB", "rate ÷ storescu");
        foreach (var group in all.GroupBy(one => one.Corpus))
        {
            var rates = group.GroupBy(one => one.Sender)
                .ToDictionary(runs => runs.Key, runs => Statistics.Median(runs.Select(one => one.InstancesPerSecond)));
            foreach (var runs in group.GroupBy(one => one.Sender))
            {
                var memory = runs.Max(one => one.PeakMemory);
                table.Add(group.Key, runs.Key, rates[runs.Key].ToString("0", Table.Culture),
                    Statistics.Median(runs.Select(one => one.CpuSeconds)).ToString("0.00", Table.Culture),
                    memory == 0 ? "" : (memory / 1e6).ToString("0", Table.Culture),
                    rates.TryGetValue("storescu", out var reference) ? (rates[runs.Key] / reference).ToString("0.00", Table.Culture) : "");
            }
        }

        table.Print("Sending to storescp, one association");
    }
}
