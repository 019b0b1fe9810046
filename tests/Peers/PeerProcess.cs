using System.Collections.Concurrent;
using System.Diagnostics;

namespace Acsa.Peers;

/// <summary>A program of somebody else's, run to its end or kept running.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private PeerProcess(Process process)
    {
        _process = process;
        DataReceivedEventHandler keep = (_, line) => { if (line.Data is { } text) _output.Enqueue(text); };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static PeerProcess Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder ?? Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // DCMTK leaves Nagle's algorithm on unless told otherwise: 50 ms lost an instance on loopback.
        start.Environment["TCP_NODELAY"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return new PeerProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs to the end and returns exit code and output, standard error included.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        await using var process = Start(program, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process._process.WaitForExitAsync(limit.Token);
        return (process._process.ExitCode, process.Output);
    }

    /// <summary>Runs to the end; anything but exit code 0 is a failure that shows the output.</summary>
    public static async Task<string> MustRunAsync(string program, params string[] arguments)
    {
        var (code, output) = await RunAsync(program, arguments);
        if (code != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    public async Task WaitForExitAsync(TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(source.Token);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}
