using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A running receiver with a folder and a port of its own; ended with all that it started.</summary>
sealed class ReceiverProcess : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    readonly Queue<string> _lastLines = new();

    ReceiverProcess(Receiver receiver, Process process, int port, string folder) =>
        (Receiver, Process, Port, Folder) = (receiver, process, port, folder);

    public Receiver Receiver { get; }

    public Process Process { get; }

    public int Port { get; }

    public string Folder { get; }

    /// <summary>Starts a receiver and waits until it listens.</summary>
    public static async Task<ReceiverProcess> StartAsync(Receiver receiver, string folder, bool hasNagle, CancellationToken stop)
    {
        var port = FreePort();
        var start = receiver.Start(port, folder);
        start.WorkingDirectory = folder;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        // DCMTK's programs leave Nagle's algorithm on otherwise and lose 50 ms an instance: no fair comparison.
        if (!hasNagle) start.Environment["TCP_NODELAY"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var running = new ReceiverProcess(receiver, Process.Start(start)!, port, folder);
        running.Process.OutputDataReceived += running.Keep;
        running.Process.ErrorDataReceived += running.Keep;
        running.Process.BeginOutputReadLine();
        running.Process.BeginErrorReadLine();
        try
        {
            await running.WaitAsync(stop);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Instances that it holds.</summary>
    public async Task<int> CountAsync() => Receiver.Count is { } count ? await count(Port) : Files().Count();

    /// <summary>Its files.</summary>
    public IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, Receiver.Pattern!, SearchOption.AllDirectories);

    /// <summary>What it said last, for a failure's message.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastLines) return string.Join('\n', _lastLines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited && !OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", $"{Process.Id}"]);
            await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(EndLimit);
            await Process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text) return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(text);
            if (_lastLines.Count > 20) _lastLines.Dequeue();
        }
    }

    async Task WaitAsync(CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit)
        {
            if (Process.HasExited) throw new BenchException($"{Receiver.Name} ended before it listened:\n{LastWords}");
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port, stop);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, stop);
            }
        }

        throw new BenchException($"{Receiver.Name} did not listen within a minute:\n{LastWords}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
