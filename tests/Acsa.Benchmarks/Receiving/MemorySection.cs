using System.Diagnostics;
using System.Text.Json;
using Acsa.Benchmarks.Corpora;
using Acsa.Benchmarks.Sending;

namespace Acsa.Benchmarks.Receiving;

/// <summary>Resident memory of the library's two ends while one object of 2 GB goes from file to file.</summary>
sealed class MemorySection : ISection
{
    public string Name => "memory";

    public IReadOnlyList<Prerequisite> Needs => [];

    public async Task RunAsync(BenchRun run, CancellationToken stop)
    {
        var corpus = run.Corpora.Get("huge");
        var folder = run.NewFolder("received");
        try
        {
            await using var receiver = await ReceiverProcess.StartAsync(Receivers.Library, folder, hasNagle: false, stop);
            string[] arguments = [typeof(MemorySection).Assembly.Location, "send", "--port", $"{receiver.Port}", "--dir",
                Path.GetDirectoryName(corpus.Files[0])!];
            using var sender = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            var output = await sender.StandardOutput.ReadToEndAsync(stop);
            await sender.WaitForExitAsync(stop);
            if (sender.ExitCode != 0) throw new BenchException($"Sending {corpus.Bytes} bytes ended with {sender.ExitCode}:\n{output}");
            var sent = JsonSerializer.Deserialize<SendReport>(output)!;
            var stored = receiver.Files().Sum(file => new FileInfo(file).Length);
            if (stored < UltrasoundObject.HugeLength(run.Options.IsQuick)) throw new BenchException($"Only {stored} bytes arrived.");
            var received = ProcessMeter.PeakMemory(receiver.Process);
            run.Results.Add(Name, new { corpus.Bytes, sent.Seconds, sender = sent.PeakMemory, receiver = received });
            var table = new Table("object, MB", "seconds", "sender's peak MB", "receiver's peak MB");
            table.Add(corpus.Bytes / 1_000_000, sent.Seconds.ToString("0.0", Table.Culture),
                (sent.PeakMemory / 1e6).ToString("0", Table.Culture), (received / 1e6).ToString("0", Table.Culture));
            table.Print("Resident memory, one large object from file to file");
        }
        finally
        {
            run.Retire(folder);
        }
    }
}
