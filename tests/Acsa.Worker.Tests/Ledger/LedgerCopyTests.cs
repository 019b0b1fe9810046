using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Ledger;

public sealed class LedgerCopyTests : IDisposable
{
    static readonly NodeIdentity Node = NodeIdentity.Of("a");
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();

    public LedgerCopyTests() =>
        File.WriteAllText(_folder["acsa.json"], """{ "data": "data", "node": "a", "spool": { "reserveMegabytes": 1 } }""");

    string Ledger => Path.Combine(Directory.CreateDirectory(_folder["data"]).FullName, "ledger.sqlite");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_made_while_the_ledger_is_written_to_holds_what_was_committed_before_and_is_whole()
    {
        using var ledger = Open();
        for (var i = 0; i < 50; i++) await Receive(ledger, "1.2");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await Receive(ledger, "1.3");
        });
        Assert.Equal(ExitCode.Success, await RunAsync("backup", _folder["copies"]));
        await stop.CancelAsync();
        await writing;

        using var copy = SqlLedger.OpenToRead(LedgerLocation.InFile(Assert.Single(Directory.GetFiles(_folder["copies"]))), _time);
        Assert.Equal(50, (await copy.StudiesAsync(null, null, 10, default)).Single(study => study.StudyUid == "1.2").Instances);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_copy_of_an_older_version_is_brought_up_to_date_as_it_takes_its_place(int version)
    {
        var copy = _folder["old.sqlite"];
        using (var engine = LedgerLocation.InFile(copy).Open(_time, readOnly: false))
        {
            engine.Begin(db => LedgerSchema.Apply(db, copy, version), readOnly: false);
            engine.Begin(db => db.Execute(
                "INSERT INTO studies (study_uid, state, first_at, last_at, due_at) VALUES ('1.2', 'received', @now, @now, @now)",
                ("now", db.Now)), readOnly: false);
        }

        Assert.Equal(ExitCode.Success, await RunAsync("restore", copy));
        using var ledger = SqlLedger.OpenToRead(LedgerLocation.InFile(Ledger), _time);
        Assert.Equal("1.2", Assert.Single(await ledger.StudiesAsync(null, null, 10, default)).StudyUid);
        using var before = LedgerLocation.InFile(copy).Open(_time, readOnly: true);
        Assert.Equal(version, before.Begin(db => db.Number(db.Sql.ReadVersion), readOnly: true)); // The copy stays as it is.
        Assert.Equal([Ledger], Directory.GetFiles(_folder["data"], "ledger.sqlite*"));
    }

    [Fact]
    public async Task What_is_delivered_after_the_copy_is_asked_for_before_it_is_sent_again()
    {
        string copy;
        using (var ledger = Open())
        {
            await Analyse(ledger, "1.2"); // Delivered before the copy.
            await Deliver(ledger, asked: false);
            await Analyse(ledger, "1.3"); // Delivered after it.
            await Receive(ledger, "1.4"); // Analysed and delivered after it.
            copy = LedgerCopy.Write(Ledger, _folder["copies"], _time.GetUtcNow());
            _time.Advance(TimeSpan.FromMinutes(1));
            await Deliver(ledger, asked: false);
            await Analyse(ledger, "1.5"); // Received after it.
        }

        LedgerCopy.Restore(copy, Ledger, _time.GetUtcNow());
        using var restored = Open();
        await restored.JoinAsync(Node, TimeSpan.FromMinutes(1), default);
        Assert.Equal(3, await Deliver(restored, asked: true)); // Of 1.3
        await AnalyseDue(restored);
        Assert.Equal(3, await Deliver(restored, asked: true)); // Of 1.4
        await restored.RecordAsync([Specimen.Instance("1.5")], adopted: true, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AnalyseDue(restored);
        Assert.Equal(3, await Deliver(restored, asked: true));
        await Receive(restored, "1.6"); // And what is new goes as ever.
        _time.Advance(TimeSpan.FromSeconds(1));
        await AnalyseDue(restored);
        Assert.Equal(3, await Deliver(restored, asked: false));
    }

    [Fact]
    public async Task A_copy_in_the_place_of_a_newer_ledger_takes_up_what_lies_in_the_spool()
    {
        using (var ledger = Open())
        {
            await SpoolAsync(ledger, "2.25.1");
            Assert.Equal(ExitCode.Success, await RunAsync("backup", _folder["copies"]));
            await SpoolAsync(ledger, "2.25.2");
        }

        Assert.Equal(ExitCode.Success, await RunAsync("restore", Assert.Single(Directory.GetFiles(_folder["copies"]))));
        using var restored = Open();
        Assert.Equal(1, (await restored.ReportAsync(default)).Instances);
        var spool = Spool(restored);
        await restored.JoinAsync(Node, TimeSpan.FromMinutes(1), default);
        Assert.Equal(1, await new SpoolRecovery(_folder["data/spool"], spool, Node, restored, restored, NullLogger<SpoolRecovery>.Instance)
            .RunAsync(default));
        Assert.Equal(2, (await restored.ReportAsync(default)).Instances);
        Assert.Single(Directory.GetFiles(_folder["data"], "*-replaced-*")); // The newer one is kept, its log checkpointed.
    }

    [Fact]
    public async Task A_ledger_in_use_is_not_replaced_and_a_file_that_is_none_takes_nobodys_place()
    {
        using (var ledger = Open()) await Receive(ledger, "1.2");
        var copy = LedgerCopy.Write(Ledger, _folder["copies"], _time.GetUtcNow());
        using (new FileStream(_folder["data/node.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(ExitCode.Failed, await RunAsync("restore", copy));

        File.WriteAllText(_folder["text.sqlite"], "no database at all, and long enough to be looked at as one" + new string('x', 5000));
        Assert.Equal(ExitCode.Failed, await RunAsync("restore", _folder["text.sqlite"]));
        Assert.Equal(ExitCode.Failed, await RunAsync("restore", _folder["nothing.sqlite"]));
        var damaged = File.ReadAllBytes(copy);
        Array.Fill<byte>(damaged, 0xFF, damaged.Length / 3, damaged.Length / 3);
        File.WriteAllBytes(_folder["damaged.sqlite"], damaged);
        Assert.Equal(ExitCode.Failed, await RunAsync("restore", _folder["damaged.sqlite"]));
        using var still = Open();
        Assert.Equal(1, (await still.ReportAsync(default)).Instances);
    }

    [Fact]
    public async Task A_ledger_on_a_server_is_backed_up_by_the_server()
    {
        File.WriteAllText(_folder["acsa.json"], """{ "data": "data", "ledger": "postgres://u:p@127.0.0.1:1/x" }""");
        Assert.Equal(ExitCode.Usage, await RunAsync("backup", _folder["copies"]));
        Assert.Equal(ExitCode.Usage, await RunAsync("restore", _folder["x"]));
        Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse(
            """{ "data": "data", "ledger": "postgres://u:p@127.0.0.1:1/x", "backup": { "folder": "b" } }""", "acsa.json", _folder.Path));
    }

    [Fact]
    public void The_newest_copies_are_kept()
    {
        using (Open())
        {
        }

        var copies = Enumerable.Range(0, 5).Select(minute => LedgerCopy.Write(
            Ledger, _folder["copies"], _time.GetUtcNow().AddMinutes(minute))).ToList();
        var (left, going) = (copies[0] + ".part", copies[1] + ".part");
        foreach (var file in new[] { left, going }) File.WriteAllText(file, "");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));
        Assert.Equal(3, LedgerCopy.Prune(_folder["copies"], 2));
        Assert.False(File.Exists(left));
        File.Delete(going);
        Assert.Equal(copies[3..], Directory.GetFiles(_folder["copies"]).Order());
    }

    [Fact]
    public async Task Room_of_removed_rows_goes_back_to_the_disk()
    {
        using var ledger = Open();
        for (var i = 0; i < 2000; i++) await Receive(ledger, "1.2");
        await ledger.CareAsync(default);
        var full = new FileInfo(Ledger).Length;
        using (var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM events; DELETE FROM instances";
            command.ExecuteNonQuery();
        }

        await ledger.CareAsync(default);
        Assert.InRange(new FileInfo(Ledger).Length, 1, full / 2);
    }

    SqlLedger Open() => SqlLedger.Open(LedgerLocation.InFile(Ledger), _time, TimeSpan.FromSeconds(1));

    Task<int> RunAsync(string command, string argument) =>
        CommandLine.RunAsync([command, argument, "--json", "--config", _folder["acsa.json"]]);

    static Task Receive(SqlLedger ledger, string study) => ledger.RecordAsync([Specimen.Instance(study)], false, default);

    async Task Analyse(SqlLedger ledger, string study)
    {
        await Receive(ledger, study);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AnalyseDue(ledger);
    }

    static async Task AnalyseDue(SqlLedger ledger)
    {
        var job = (await ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        foreach (var instance in job.Instances)
            await ledger.CompleteInstanceAsync(job, Specimen.Outcome(instance), [Specimen.Route("pacs")], default);
        await ledger.FinishStudyAsync(job, default);
    }

    static async Task<int> Deliver(SqlLedger ledger, bool asked)
    {
        var items = await ledger.ClaimDeliveriesAsync("pacs", "w", 100, TimeSpan.FromMinutes(1), default);
        Assert.All(items, item => Assert.Equal(asked, item.AskFirst));
        await ledger.SettleAsync("pacs", "w", [.. items.Select(item => new OutboxSettlement(item.Id, StoreAnswer.Stored, "stored", null))],
            default);
        return items.Count;
    }

    SpoolFolder Spool(SqlLedger ledger) => new(
        Directory.CreateDirectory(_folder["data/spool"]).FullName, new(1, 1, true), Node, new FixedSpace(), ledger, new DatasetReader(),
        _time);

    async Task SpoolAsync(SqlLedger ledger, string uid)
    {
        var header = Specimen.Header(uid);
        await using var entry = await Spool(ledger).BeginAsync(header, default);
        await entry.WriteAsync(new byte[] { 0x20, 0, 0x0D, 0, (byte)'U', (byte)'I', 4, 0, (byte)'1', (byte)'.', (byte)'2', 0 }, default);
        Assert.Equal(StoreVerdict.Stored, await entry.CommitAsync(default));
    }
}
