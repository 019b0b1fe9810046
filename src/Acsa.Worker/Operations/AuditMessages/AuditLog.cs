using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Spool;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>
/// Writes audit messages where the configuration wants them, beside the work: file and repository each at their own pace. What a repository
/// that is away cannot take waits, <see cref="Limits.AuditMessages"/> at most; then the oldest are given up and that is said.
/// </summary>
sealed class AuditLog : BackgroundService
{
    readonly AuditConfiguration _wanted;
    readonly NodeConfiguration _configuration;
    readonly DataFolder _data;
    readonly TimeProvider _time;
    readonly ILogger<AuditLog> _log;
    readonly Channel<Func<IEnumerable<AuditMessage>>> _said;
    readonly Channel<AuditMessage> _toSend;
    readonly SyslogSender? _sender;
    bool _isAway;

    public AuditLog(NodeConfiguration configuration, DataFolder data, TimeProvider time, ILogger<AuditLog> log)
    {
        (_configuration, _wanted, _data, _time, _log) = (configuration, configuration.Audit, data, time, log);
        Events = new(configuration.Dicom.AeTitle, Environment.MachineName);
        _said = Channel.CreateBounded<Func<IEnumerable<AuditMessage>>>(Bounded(), _ => GiveUp("queue"));
        _toSend = Channel.CreateBounded<AuditMessage>(Bounded(), _ => GiveUp("syslog"));
        try
        {
            if (_wanted.Syslog is { } to) _sender = new(to, _wanted.Tls, time, log);
        }
        catch (TlsFilesException error)
        {
            throw new ConfigurationException([.. error.Problems.Select(problem =>
                new ConfigurationError("the configuration", problem.Path, problem.Value, problem.Expected))]);
        }
    }

    public AuditEvents Events { get; }

    public bool IsWanted => _wanted.ToFile || _sender is not null;

    /// <summary>Says something. It is put together later, off the caller's thread.</summary>
    public void Add(Func<AuditMessage> message) => AddAll(() => [message()]);

    public void AddAll(Func<IEnumerable<AuditMessage>> messages)
    {
        if (IsWanted) _said.Writer.TryWrite(messages);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        Add(() => Events.Application(isStart: true, now));
        await base.StartAsync(cancellationToken);
    }

    // Stopped after the node: it was added before it.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        Add(() => Events.Application(isStart: false, now));
        _said.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsWanted) return;
        var sending = SendAllAsync(stoppingToken);
        // To the end of what was said, the stop itself included.
        await foreach (var messages in _said.Reader.ReadAllAsync(CancellationToken.None)) await KeepAsync(messages);
        _toSend.Writer.TryComplete();
        await sending;
    }

    public override void Dispose()
    {
        _sender?.Dispose();
        base.Dispose();
    }

    async Task KeepAsync(Func<IEnumerable<AuditMessage>> messages)
    {
        foreach (var message in messages())
        {
            if (_wanted.ToFile) await WriteAsync(message);
            if (_sender is not null) _toSend.Writer.TryWrite(message);
        }
    }

    async Task WriteAsync(AuditMessage message)
    {
        try
        {
            var folder = Path.Combine(_data.Path, "audit");
            DurableFolder.Create(folder);
            var file = Path.Combine(folder, "dicom-" + message.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture) + ".log");
            if (!File.Exists(file)) DurableFile.CreateHandle(file).Dispose();
            await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToXml(_configuration.Node) + "\n"));
            Count("file", "written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Count("file", "lost");
            Log.AuditNotWritten(_log, error.Message);
        }
    }

    async Task SendAllAsync(CancellationToken stop)
    {
        await foreach (var message in _toSend.Reader.ReadAllAsync(CancellationToken.None))
        {
            while (_sender is not null && !await TrySendAsync(message))
            {
                if (stop.IsCancellationRequested) return; // The file has it; a node that stops does not wait for a repository.
                await Task.WhenAny(Task.Delay(Limits.TroublePause, _time, stop), _said.Reader.Completion);
            }
        }
    }

    async Task<bool> TrySendAsync(AuditMessage message)
    {
        try
        {
            using var limit = new CancellationTokenSource(Limits.AuditSending, _time);
            await _sender!.SendAsync(SyslogMessage.Of(message, _configuration.Node, Environment.MachineName), limit.Token);
            Count("syslog", "sent");
            if (_isAway) Log.AuditRepositoryBack(_log);
            _isAway = false;
            return true;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            if (!_isAway) Log.AuditRepositoryAway(_log, error.Message);
            _isAway = true;
            return false;
        }
    }

    void GiveUp(string to)
    {
        Count(to, "lost");
        Log.AuditLost(_log, to);
    }

    static void Count(string to, string outcome) => Telemetry.AuditMessages.Add(1, new("to", to), new("outcome", outcome));

    static BoundedChannelOptions Bounded() =>
        new(Limits.AuditMessages) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
}
