using Acsa.Worker.Audit;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Configuration;

public sealed class ConfigurationWatchTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    readonly TempFolder _folder = new();
    readonly DataFolder _data;
    readonly SqlLedger _ledger;
    readonly LiveConfiguration _live;
    readonly TlsStores _tls;
    readonly ConfigurationStore _store;
    readonly ConfigurationWatch _watch;
    readonly AuditFile _audit;
    readonly RecentLog _log = new(TimeProvider.System);

    public ConfigurationWatchTests()
    {
        File.WriteAllText(File_, Text("US1"));
        var configuration = ConfigurationFile.Read(File_);
        _data = DataFolder.Take(configuration.Data, NodeIdentity.Of(configuration.Node), configuration.Ledger);
        _ledger = SqlLedger.Open(configuration.Ledger, TimeProvider.System, configuration.Assembly);
        _live = new(configuration);
        _tls = new(configuration, TimeProvider.System, NullLogger<TlsStores>.Instance);
        _store = new(new(File_), _live, _tls, _ledger, _data, TimeProvider.System);
        _watch = new(_store, _audit = new(_data, TimeProvider.System), TimeProvider.System, new LoggerFactory([_log]).CreateLogger<ConfigurationWatch>());
    }

    string File_ => _folder["acsa.json"];

    [Fact]
    public async Task A_file_that_was_changed_beside_the_node_is_in_use_without_a_restart()
    {
        using var stop = new CancellationTokenSource();
        var watching = _watch.RunAsync(stop.Token);
        // As editors do: another file in its place.
        File.WriteAllText(_folder["new"], Text("US2"));
        File.Move(_folder["new"], File_, overwrite: true);
        await Until.TrueAsync(() => Task.FromResult(_live.Current.Scanners[0].AeTitle == "US2"), Limit, "the new scanner", () => "");
        // A stop before that would leave it to the next start.
        await Until.TrueAsync(async () => (await _audit.LastAsync(10, default)).Count > 0, Limit, "its entry in the audit", () => "");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(["file", "start"], _store.History().Select(version => version.By));
        Assert.Equal(("(editor of the file)", "change configuration", true),
            Assert.Single(await _audit.LastAsync(10, default)) is var entry ? (entry.Who, entry.Action, entry.Success) : default);
    }

    [Theory]
    [InlineData("""{ "data": "data", "scanners": [ { "aeTitle": "US2" } ], "dicom": { "port": 99999 } }""")]
    [InlineData("""{ "data": "data", "scanners": [ { "aeTitle": "US2" } ]""")]
    [InlineData("")]
    public async Task A_file_with_a_mistake_changes_nothing_and_is_told_of_once(string text)
    {
        File.WriteAllText(File_, text);
        await _watch.LookAsync(default);
        await _watch.LookAsync(default);
        Assert.Equal("US1", Assert.Single(_live.Current.Scanners).AeTitle);
        Assert.Single(_log.Last(LogLevel.Error, 100));
        Assert.NotEmpty(_store.Unusable);

        File.WriteAllText(File_, Text("US3"));
        await _watch.LookAsync(default);
        Assert.Equal("US3", Assert.Single(_live.Current.Scanners).AeTitle);
        Assert.Empty(_store.Unusable);
    }

    [Fact]
    public async Task Keys_that_need_a_restart_are_named_and_the_others_are_in_use()
    {
        File.WriteAllText(File_, Text("US2", """, "study": { "quietSeconds": 5 } """));
        await _watch.LookAsync(default);
        Assert.Equal("US2", Assert.Single(_live.Current.Scanners).AeTitle);
        Assert.Contains(_log.Last(LogLevel.Warning, 9), line => line.Text.Contains("study", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_configuration_that_was_in_use_is_kept_once()
    {
        await _store.KeepStartedAsync(default);
        await _store.KeepStartedAsync(default);
        File.WriteAllText(File_, Text("US2"));
        await _watch.LookAsync(default);
        await _watch.LookAsync(default);
        Assert.Equal([Text("US2"), Text("US1")], _store.History().Select(version => _store.HistoryText(version.Id)));
    }

    [Fact]
    public async Task A_ledger_that_fails_while_destinations_change_is_told_of_them_at_the_next_look()
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2")], false, default);
        await _ledger.CompleteStudyAsync("1.2", default);
        var job = (await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0]), [Specimen.Route("gone")], default);
        await _ledger.FinishStudyAsync(job, default);
        Rename("outbox", "elsewhere");
        File.WriteAllText(File_, Text("US2"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _watch.LookAsync(default));
        Rename("elsewhere", "outbox");
        await _watch.LookAsync(default);
        Assert.Equal(3, (await _ledger.ReportAsync(default)).Parked.Count);
        Assert.Contains(Text("US2"), _store.History().Select(version => _store.HistoryText(version.Id)));

        void Rename(string table, string to)
        {
            using var engine = new SqliteEngine(
                ConfigurationFile.Read(File_).Ledger.File!, readOnly: false, flush: false, TimeProvider.System);
            engine.Begin(db => db.Execute($"ALTER TABLE {table} RENAME TO {to}"), readOnly: false);
        }
    }

    public void Dispose()
    {
        _tls.Dispose();
        _audit.Dispose();
        _ledger.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    static string Text(string scanner, string more = "") => $$"""{ "data": "data", "scanners": [ { "aeTitle": "{{scanner}}" } ]{{more}} }""";
}
