using System.Diagnostics;

namespace Acsa.Installer.Tests;

/// <summary>A Debian with systemd, started in a second, on which everything may be installed (machine/machine.sh).</summary>
internal sealed class DebianMachine : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("acsa-machine-").FullName;
    Process? _process;
    string _first = "";

    /// <summary>Where <see cref="Share"/> lies inside.</summary>
    public const string Media = "/media/share";

    /// <summary>A folder that the machine and the test share.</summary>
    public string Share { get; } = Directory.CreateTempSubdirectory("acsa-share-").FullName;

    public static async Task<DebianMachine> StartAsync(params string[] files)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("This test starts a machine of its own, which only root may do: run the tests as root.");
        var machine = new DebianMachine();
        try
        {
            // apt reads packages under an account of its own.
            await Shell.MustRunAsync($"chmod 755 '{machine.Share}'", Shell.Patience);
            foreach (var file in files) File.Copy(file, Path.Combine(machine.Share, Path.GetFileName(file)));
            await machine.BootAsync();
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script as root in the shared folder, to its end.</summary>
    public Task<(int ExitCode, string Output)> TryAsync(string script) => Shell.RunAsync(script, Shell.Patience, Inside());

    /// <summary>The same; a script that fails is a failure that shows what it said.</summary>
    public Task<string> RunAsync(string script) => Shell.MustRunAsync(script, Shell.Patience, Inside());

    /// <summary>Installs the package that lies in the shared folder, and gives it a configuration.</summary>
    public async Task InstallAsync(string? configuration = null)
    {
        await RunAsync("apt-get install -y ./acsa-node_*_amd64.deb");
        if (configuration is null) return;
        await RunAsync($"cat > /etc/acsa-node/acsa.json <<'END'\n{configuration}\nEND\nacsa check-config\nsystemctl restart acsa-node");
    }

    /// <summary>Asks again and again until a script succeeds.</summary>
    public async Task UntilAsync(string script, string what,
        string evidence = "journalctl --no-pager -u acsa-node | tail -n 60; acsa status")
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var (code, output) = await TryAsync(script);
            if (code == 0) return;
            if (watch.Elapsed > Shell.Patience)
                throw new TimeoutException(
                    $"Not within {Shell.Patience.TotalSeconds} s: {what}\n{output}\n{(await TryAsync(evidence)).Output}");
            await Task.Delay(200);
        }
    }

    /// <summary>Every path that was written, changed or deleted since the machine's start, below its root, sorted.</summary>
    public async Task<string[]> TracesAsync() =>
        (await Shell.MustRunAsync($"cd '{_folder}/top' && find . -mindepth 1 -printf '%P\\n' | LC_ALL=C sort", Shell.Patience, "nsenter",
            "-t", _first, "-m"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            // With its first process all others of the machine end, its mounts and its network go.
            if (_first.Length > 0) await Shell.RunAsync($"kill -KILL {_first}", Shell.Patience);
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            await Shell.MustRunAsync(
                $"group=$(findmnt -rn -t cgroup2 -o TARGET | head -n 1)/{Path.GetFileName(_folder)}; for try in $(seq 50); do "
                + "[ ! -d \"$group\" ] || find \"$group\" -depth -type d -exec rmdir {} + 2>/dev/null || { sleep 0.1; continue; }; exit 0; done; exit 1",
                Shell.Patience);
        }

        Directory.Delete(_folder);
        Directory.Delete(Share, recursive: true);
    }

    async Task BootAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "machine", "machine.sh"), [_folder, Share])
                { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        var children = $"/proc/{_process.Id}/task/{_process.Id}/children";
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The machine did not start:\n{string.Concat(await output)}");
            _first = File.Exists(children) ? (await File.ReadAllTextAsync(children)).Trim() : "";
            // Until it is chrooted, the first process is still the script.
            if (_first.Length > 0
                && (await Shell.RunAsync("case $(cat /proc/1/comm) in systemd) ;; *) exit 1 ;; esac; systemctl is-system-running",
                Shell.Patience,
                Inside())).Output.Trim() is "running" or "degraded") return;
            if (watch.Elapsed > Shell.Patience) throw new TimeoutException("The machine did not start.");
            await Task.Delay(100);
        }
    }

    string[] Inside() =>
    [
        "nsenter", "-t", _first, "-a", "-r", "-w", "/usr/bin/env", "-i", "-C", Media, "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
        "LC_ALL=C.UTF-8",
        "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_PAGER=",
    ];
}
