using System.Data.Common;
using System.Runtime.InteropServices;
using Acsa.Worker.Audit;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Configuration;

/// <summary>Takes the configuration file into use when it changes or, on Linux, when SIGHUP asks for it.</summary>
sealed class ConfigurationWatch(ConfigurationStore store, IAuditTrail audit, TimeProvider time, ILogger<ConfigurationWatch> log)
    : IDisposable
{
    readonly SemaphoreSlim _changed = new(0);
    PosixSignalRegistration? _hangup;

    /// <summary>Takes SIGHUP for a wish, which ends a process that has not said so. To be called before anybody is told that the node runs.</summary>
    public void Listen()
    {
        // A terminal that is closed sends the same signal and means the end; a service has none.
        if (OperatingSystem.IsWindows() || !Console.IsInputRedirected || store.Origin.Length == 0) return;
        _hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _changed.Release();
        });
    }

    public async Task RunAsync(CancellationToken stop)
    {
        if (store.Origin.Length == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return;
        }

        if (EnvironmentOverrides.OfProcess().Names is { Count: > 0 } names) Log.ConfigurationOverridden(log, string.Join(", ", names));
        using var folder = WatchFolder();
        await TryAsync(store.KeepStartedAsync, stop);
        while (true)
        {
            // Also without a word from the system: shares and mounted volumes have none.
            await _changed.WaitAsync(Limits.ConfigurationPoll, stop);
            do await Task.Delay(Limits.ConfigurationSettles, time, stop);
            while (_changed.Wait(0, CancellationToken.None));
            await TryAsync(LookAsync, stop);
        }
    }

    /// <summary>Looks at the file once.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (await store.ReloadAsync(stop) is not { } errors) return;
        foreach (var error in errors) Log.ConfigurationRefused(log, error.ToString());
        // Who it was only the system knows. It is in use already: a stop at this moment is no reason to keep quiet about it.
        var version = ConfigurationStore.VersionOf(store.Read());
        await audit.AddAsync(
            new(time.GetUtcNow(), "(editor of the file)", "", "change configuration", version, errors.Count == 0), CancellationToken.None);
        if (errors.Count > 0) return;
        var file = Path.GetFileName(store.Origin);
        Log.ConfigurationTaken(log, file);
        if (store.AwaitingRestart() is { Count: > 0 } keys) Log.ConfigurationAwaitsRestart(log, file, string.Join(", ", keys));
    }

    public void Dispose() => _hangup?.Dispose();

    async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException)
        {
            Log.ConfigurationTrouble(log, error); // An editor that holds it, a disk or ledger that is away: the next look has it again.
        }
    }

    FileSystemWatcher? WatchFolder()
    {
        try
        {
            // The folder: editors and installers put another file in the place of the old one.
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(store.Origin)!, Path.GetFileName(store.Origin));
            watcher.Changed += (_, _) => _changed.Release();
            watcher.Created += (_, _) => _changed.Release();
            watcher.Renamed += (_, _) => _changed.Release();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or PlatformNotSupportedException)
        {
            return null; // No watches left in the system; the file is looked at all the same.
        }
    }
}
