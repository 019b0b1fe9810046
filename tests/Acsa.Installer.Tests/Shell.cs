using System.Diagnostics;

namespace Acsa.Installer.Tests;

/// <summary>Commands of bash.</summary>
internal static class Shell
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs a script to its end and returns exit code and output, standard error included. What still runs after the limit is
    /// ended with all its children.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string script, TimeSpan limit, params string[] before)
    {
        // The shell puts standard error where it belongs among the lines of standard output.
        string[] command = [.. before, "/bin/bash", "-c", "exec 2>&1\n" + script];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var ended = new CancellationTokenSource(limit);
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Not within {limit.TotalSeconds} s: {script}\n{await SaidAsync()}");
        }

        return (process.ExitCode, await SaidAsync());

        // What was started by the way may hold the output open for ever.
        async Task<string> SaidAsync() => await Task.WhenAny(output, Task.Delay(limit)) == output ? string.Concat(await output)
            : throw new TimeoutException($"Something that it started still holds the output of: {script}");
    }

    /// <summary>Runs a script whose failure is one; returns its output.</summary>
    public static async Task<string> MustRunAsync(string script, TimeSpan limit, params string[] before)
    {
        var (code, output) = await RunAsync(script, limit, before);
        if (code != 0) throw new InvalidOperationException($"Ended with {code}: {script}\n{output}");
        return output;
    }
}
