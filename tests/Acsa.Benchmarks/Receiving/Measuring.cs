using System.Diagnostics;
using Acsa.Benchmarks.Corpora;

namespace Acsa.Benchmarks.Receiving;

/// <summary>Measures one receiver with one corpus: start, warm up, send, count, compare.</summary>
sealed class Measuring(BenchRun run)
{
    // What the sender uses at most, whatever a receiver would take: a common size of senders that were tuned at all.
    const int LongestPdu = 131072;

    const int WarmPortions = 4;
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    readonly Dictionary<(string Corpus, int PduLength), WireCorpus> _encoded = [];
    WireCorpus? _warm;

    public async Task<ReceivingMeasurement> MeasureAsync(Receiver receiver, Corpus corpus, int associations, int round,
        CancellationToken stop)
    {
        var folder = run.NewFolder("received");
        try
        {
            await using var running = await ReceiverProcess.StartAsync(receiver, folder, hasNagle: false, stop);
            return await MeasureAsync(running, corpus, associations, round, stop);
        }
        finally
        {
            run.Retire(folder);
        }
    }

    async Task<ReceivingMeasurement> MeasureAsync(
        ReceiverProcess running, Corpus corpus, int associations, int round, CancellationToken stop)
    {
        var receiver = running.Receiver;
        await WarmAsync(running, stop);
        var before = await running.CountAsync();

        var (opened, wire) = Open(running, corpus, associations);
        var latencies = new double[corpus.Files.Count];
        await SettleAsync(corpus.Bytes, stop);
        var (cpu, own, machine) = (ProcessMeter.CpuSeconds(running.Process), Environment.CpuUsage.TotalTime.TotalSeconds,
            ProcessMeter.MachineCpuSeconds());
        var seconds = Send(opened, wire, latencies, running);
        cpu = ProcessMeter.CpuSeconds(running.Process) - cpu;
        var others = ProcessMeter.MachineCpuSeconds() - machine - (Environment.CpuUsage.TotalTime.TotalSeconds - own) - cpu;
        var pduLength = opened[0].PeerMaximum;
        foreach (var association in opened)
        {
            association.Release();
            association.Dispose();
        }

        var stored = await running.CountAsync() - before;
        if (stored != corpus.Files.Count)
            throw new BenchException(
                $"{receiver.Name} holds {stored} of {corpus.Files.Count} instances of {corpus.Name}:\n{running.LastWords}");
        if (receiver.IsOurs) StoredObjects.Compare(running.Files(), corpus);
        return new(receiver.Name, corpus.Name, associations, round, corpus.Files.Count, corpus.Bytes, seconds, cpu,
            Statistics.Median(latencies) * 1e3, Statistics.Percentile(latencies, 0.99) * 1e3, ProcessMeter.PeakMemory(running.Process),
            pduLength, Math.Max(0, others));
    }

    // A service that has run for a while, not a cold start; its caches are warm, and so is the disk's. In portions with a rest after each:
    // a run-time that compiles anew what is called often does so in the background, after a pause.
    async Task WarmAsync(ReceiverProcess running, CancellationToken stop)
    {
        _warm ??= WireCorpus.Encode(run.Corpora.Get("warm"), 16384);
        foreach (var portion in _warm.Requests.Chunk(_warm.Requests.Length / WarmPortions))
        {
            using var association = RawAssociation.Open(running.Port, _warm.Contexts, running.Receiver.AeTitle);
            foreach (var request in portion) association.Store(request);
            association.Release();
            await RestAsync(running.Process, stop);
        }
    }

    static async Task RestAsync(Process process, CancellationToken stop)
    {
        var deadline = Stopwatch.StartNew();
        for (var (last, calm) = (ProcessMeter.CpuSeconds(process), 0); calm < 3 && deadline.Elapsed < LongestRest;)
        {
            await Task.Delay(100, stop);
            var now = ProcessMeter.CpuSeconds(process);
            calm = now - last < 0.002 ? calm + 1 : 0;
            last = now;
        }
    }

    (RawAssociation[] Opened, WireCorpus Wire) Open(ReceiverProcess running, Corpus corpus, int associations)
    {
        // Contexts depend on the corpus alone, so any layout will do to ask with.
        var known = _encoded.Values.FirstOrDefault(wire => wire.Corpus.Name == corpus.Name) ?? Encode(corpus, LongestPdu);
        var opened = Enumerable.Range(0, associations)
            .Select(_ => RawAssociation.Open(running.Port, known.Contexts, running.Receiver.AeTitle)).ToArray();
        var maximum = opened[0].PeerMaximum;
        return (opened, Encode(corpus, maximum == 0 ? LongestPdu : (int)Math.Min(maximum, LongestPdu)));
    }

    WireCorpus Encode(Corpus corpus, int pduLength)
    {
        if (_encoded.TryGetValue((corpus.Name, pduLength), out var wire)) return wire;
        foreach (var other in _encoded.Keys.Where(key => key.Corpus != corpus.Name).ToArray()) _encoded.Remove(other);
        return _encoded[(corpus.Name, pduLength)] = WireCorpus.Encode(corpus, pduLength);
    }

    // Garbage of laying out, and what the warm-up left to be written back, are not the receiver's.
    async Task SettleAsync(long bytes, CancellationToken stop)
    {
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            using var sync = Process.Start("sync");
            await sync.WaitForExitAsync(stop);
        }

        run.TouchMemory(bytes);
    }

    static double Send(RawAssociation[] associations, WireCorpus wire, double[] latencies, ReceiverProcess running)
    {
        using var start = new ManualResetEventSlim();
        Exception? failure = null;
        var threads = associations.Select((association, k) => new Thread(() =>
        {
            start.Wait();
            try
            {
                for (var i = k; i < wire.Requests.Length; i += associations.Length) latencies[i] = association.Store(wire.Requests[i]);
            }
            catch (Exception e) when (e is BenchException or System.Net.Sockets.SocketException)
            {
                failure = e;
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        var watch = Stopwatch.StartNew();
        start.Set();
        foreach (var thread in threads) thread.Join();
        var seconds = watch.Elapsed.TotalSeconds;
        if (failure is not null) throw new BenchException($"{running.Receiver.Name}: {failure.Message}\n{running.LastWords}", failure);
        return seconds;
    }
}
