using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace Acsa.Benchmarks.Sending;

/// <summary>The library's client, warm, sending files: what is measured as "acsa". Not for use by hand.</summary>
static class SendCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var folder = new Option<string>("--dir") { Required = true };
        var warm = new Option<string?>("--warm");
        var command = new Command("send", "Send a folder and report") { port, folder, warm };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var to = parsed.GetValue(port);
            foreach (var portion in Files(parsed.GetValue(warm)).Chunk(110))
            {
                await SendAsync(to, portion);
                await Task.Delay(500); // for the run-time to compile anew what was called often
            }

            var files = Files(parsed.GetRequiredValue(folder));
            var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            await SendAsync(to, files);
            var report = new SendReport(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
                Process.GetCurrentProcess().PeakWorkingSet64);
            Console.WriteLine(JsonSerializer.Serialize(report));
            return 0;
        });
        return command;
    }

    static string[] Files(string? folder) =>
        folder is null ? [] : [.. Directory.EnumerateFiles(folder, "*.dcm").Order(StringComparer.Ordinal)];

    static async Task SendAsync(int port, string[] files)
    {
        var client = DicomClientFactory.Create("127.0.0.1", port, false, "BENCH", "ANY-SCP");
        var failed = 0;
        foreach (var file in files)
        {
            var request = new DicomCStoreRequest(file);
            request.OnResponseReceived = (_, response) => failed += response.Status == DicomStatus.Success ? 0 : 1;
            await client.AddRequestAsync(request);
        }

        await client.SendAsync();
        if (failed > 0) throw new BenchException($"{failed} files were not answered with Success.");
    }
}
