using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Configuration;

/// <summary>
/// The configuration file while the node runs: read, checked, replaced as a whole or not at all, and every version kept. A text with a
/// mistake never replaces one without.
/// </summary>
sealed class ConfigurationStore
{
    const string ByFile = "file";
    const string AtStart = "start";
    const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    static readonly JsonDocumentOptions Parsing = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 16 };

    readonly string? _file;
    readonly string _started;
    readonly string _history;
    readonly LiveConfiguration _live;
    readonly TlsStores _tls;
    readonly SqlLedger _ledger;
    readonly TimeProvider _time;
    readonly SemaphoreSlim _gate = new(1, 1);
    volatile string _used;
    (string Text, string By)? _unsettled;

    public ConfigurationStore(
        ConfigurationOrigin origin, LiveConfiguration live, TlsStores tls, SqlLedger ledger, DataFolder data, TimeProvider time)
    {
        (_file, _live, _tls, _ledger, _time) = (origin.File is { } file ? Path.GetFullPath(file) : null, live, tls, ledger, time);
        _history = Path.Combine(data.Path, "configurations");
        _used = _started = _file is null ? "{}" : File.ReadAllText(_file);
    }

    /// <summary>Why the file as it is now is not the configuration in use; empty when it is.</summary>
    public IReadOnlyList<ConfigurationError> Unusable { get; private set; } = [];

    /// <summary>The file; empty when the configuration has none.</summary>
    public string Origin => _file ?? "";

    /// <summary>The text as it is now.</summary>
    public string Read() => _file is null ? "" : File.ReadAllText(_file);

    /// <summary>Tells one text from another.</summary>
    public static string VersionOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Everything that is wrong with a text; empty when it can be used.</summary>
    public IReadOnlyList<ConfigurationError> Check(string text) => Parse(text).Errors;

    /// <summary>The keys at the root whose values differ from what the process started with and that a running node does not take
    /// over.</summary>
    public IReadOnlyList<string> AwaitingRestart()
    {
        try
        {
            using var before = JsonDocument.Parse(_started, Parsing);
            using var now = JsonDocument.Parse(Read(), Parsing);
            return [.. before.RootElement.EnumerateObject().Concat(now.RootElement.EnumerateObject()).Select(property => property.Name)
                .Distinct().Where(key => key is not ("scanners" or "destinations" or "$schema")
                    && !(key == "routing" && Parse(Read()).Configuration is { } next && _live.CanTake(next)) && !IsSame(before, now, key))];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Replaces the file by a text that is in order, and takes scanners and destinations into use.</summary>
    /// <param name="basedOn"><see cref="VersionOf"/> the text that the change was made from.</param>
    /// <exception cref="ConfigurationException">The text cannot be used; nothing has changed.</exception>
    /// <exception cref="ConfigurationChangedException">The file has changed since; nothing has changed now.</exception>
    public async Task SaveAsync(string text, string basedOn, string by, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (VersionOf(Read()) != basedOn) throw new ConfigurationChangedException();
            await ReplaceAsync(text, by, stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The same for a change of the text as it is.</summary>
    public async Task EditAsync(Func<string, string> edit, string by, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            await ReplaceAsync(edit(Read()), by, stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Takes a file into use that somebody changed beside the node: as a whole or, with any mistake in it, not at all. Null when it is the
    /// one in use already or was refused before as it is; else what is wrong with it.
    /// </summary>
    public async Task<IReadOnlyList<ConfigurationError>?> ReloadAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (_file is null) return null;
            var text = Read();
            if (text == _used)
            {
                var wasUnusable = Unusable.Count > 0;
                Unusable = [];
                await SettleAsync(stop);
                return wasUnusable ? [] : null;
            }

            var (next, errors) = Parse(text);
            if (next is not null && errors.Count == 0) await TakeAsync(next, text, ByFile, () => Task.CompletedTask, stop);
            if (errors.Count > 0 && errors.SequenceEqual(Unusable)) return null;
            return Unusable = errors;
        }
        catch (ConfigurationException error)
        {
            return error.Errors.SequenceEqual(Unusable) ? null : Unusable = error.Errors;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Keeps the configuration that the node started with, unless it is the one kept last.</summary>
    public async Task KeepStartedAsync(CancellationToken stop)
    {
        if (_file is null || (History() is [var last, ..] && HistoryText(last.Id) == _started)) return;
        await KeepAsync(_started, AtStart, stop);
    }

    /// <summary>The versions kept, the newest first.</summary>
    public IReadOnlyList<ConfigurationVersion> History() => !Directory.Exists(_history) ? []
        : [.. Directory.EnumerateFiles(_history, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .OrderDescending(StringComparer.Ordinal).Take(Limits.ConfigurationsShown).Select(VersionFrom).OfType<ConfigurationVersion>()];

    /// <summary>The text of a version; null when there is none of that name.</summary>
    public string? HistoryText(string id) =>
        VersionFrom(id) is not null && Path.Combine(_history, id + ".json") is var file && File.Exists(file) ? File.ReadAllText(file)
            : null;

    async Task ReplaceAsync(string text, string by, CancellationToken stop)
    {
        var file = _file ?? throw new IOException("This node has no configuration file.");
        var (next, errors) = Parse(text);
        if (next is null || errors.Count > 0) throw new ConfigurationException(errors);
        await TakeAsync(next, text, by, () => WriteAsync(file, text), stop);
        Unusable = [];
    }

    async Task TakeAsync(NodeConfiguration next, string text, string by, Func<Task> write, CancellationToken stop)
    {
        _tls.Take(next.Destinations);
        try
        {
            if (!Directory.Exists(_history)) await KeepAsync(_used, "", stop); // The one before the first change.
            await write();
        }
        catch
        {
            _tls.Take(_live.Current.Destinations);
            throw;
        }

        _used = text;
        _live.Take(next);
        _ledger.GoBy(next.Assembly);
        _unsettled = (text, by);
        await SettleAsync(stop);
    }

    // What follows from a change; where ledger or disk fail at it, the next look at the file has it again.
    async Task SettleAsync(CancellationToken stop)
    {
        if (_unsettled is not (var text, var by)) return;
        await _ledger.ReviseRoutesAsync([.. _live.Current.Destinations.Select(to => to.Name)], stop);
        await KeepAsync(text, by, stop);
        _unsettled = null;
    }

    (NodeConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors) Parse(string text)
    {
        var name = Path.GetFileName(_file ?? "acsa.json");
        if (text.Length > Limits.ConfigurationBytes)
            return (null, [new(name, "$", "too large", $"at most {Limits.ConfigurationBytes} bytes")]);
        try
        {
            var read = ConfigurationFile.Parse(text, name, Path.GetDirectoryName(_file) ?? "");
            return (read, [.. TlsStores.Check(name, read, _time.GetUtcNow())]);
        }
        catch (ConfigurationException error)
        {
            return (null, error.Errors);
        }
    }

    // Under another name first, then renamed: whoever reads finds the old text or the new one. Account and mode stay as they were.
    static async Task WriteAsync(string file, string text)
    {
        var partial = file + DurableFile.PartialExtension;
        File.Delete(partial);
        try
        {
            await using (var stream = DurableFile.Create(partial))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(file)) File.SetUnixFileMode(stream.SafeFileHandle,
                    File.GetUnixFileMode(file));
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
                await stream.FlushAsync();
                DurableFile.FlushData(stream.SafeFileHandle);
            }

            DurableFile.Publish(partial, file);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    async Task KeepAsync(string text, string by, CancellationToken stop)
    {
        DurableFolder.Create(_history);
        var name = $"{_time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{NameFor(by)}";
        await DurableFile.WriteAsync(Path.Combine(_history, name + ".json"),
            (to, cancel) => to.WriteAsync(Encoding.UTF8.GetBytes(text), cancel).AsTask(), stop);
    }

    static string NameFor(string by) =>
        string.Concat(by.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(64)) is { Length: > 0 } name ? name
            : "before";

    // TIME-WHO, and nothing else: what comes from a request is never part of a path.
    static ConfigurationVersion? VersionFrom(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !ConfigurationRules.IsName(id[(dash + 1)..]) || !DateTimeOffset.TryParseExact(id[..dash], TimeFormat,
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        return new(id, at, id[(dash + 1)..]);
    }

    static bool IsSame(JsonDocument one, JsonDocument other, string key) =>
        one.RootElement.TryGetProperty(key, out var before) == other.RootElement.TryGetProperty(key, out var now)
        && (before.ValueKind == JsonValueKind.Undefined || JsonElement.DeepEquals(before, now));
}
