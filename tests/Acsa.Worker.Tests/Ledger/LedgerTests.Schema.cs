using System.Globalization;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Ledger;

public abstract partial class LedgerTests
{
    private protected abstract Task<LedgerLocation> NewLocationAsync();

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_make_its_tables_once()
    {
        var location = await NewLocationAsync();
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqlLedger.Open(location, _time, Quiet))));
        Assert.Single(ledgers.Select(ledger => Convert.ToHexString(ledger.HashKey)).Distinct());
        foreach (var ledger in ledgers) ledger.Dispose();
    }

    [Fact]
    public async Task Each_step_of_the_schema_leads_from_a_ledger_of_the_version_before_and_keeps_what_it_holds()
    {
        var location = await NewLocationAsync();
        var key = new byte[] { 1, 2, 3 };
        for (var version = 1; version <= LedgerSchema.Version; version++)
        {
            using var engine = location.Open(_time, readOnly: false);
            engine.Begin(db => LedgerSchema.Apply(db, "the ledger", version), readOnly: false);
            Assert.Equal(version, engine.Begin(db => db.Number(db.Sql.ReadVersion), readOnly: true));
            if (version > 1) continue;
            engine.Begin(db =>
            {
                db.Execute("INSERT INTO node (key, value) VALUES ('hash-key', @key)", ("key", key));
                return db.Execute(
                    """
                    INSERT INTO studies (study_uid, state, first_at, last_at, due_at) VALUES ('1.2', 'received', @now, @now, @now);
                    INSERT INTO instances (study_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, file, bytes, sha256, calling_ae,
                                           called_ae, host, association, received_at, state)
                    VALUES (1, '9.1', '1', '1', 'a/1.dcm', 1, 'aa', '', '', '', '', @now, 'received')
                    """, ("now", db.Now));
            }, readOnly: false);
        }

        using var ledger = SqlLedger.Open(location, _time, Quiet);
        Assert.Equal(key, ledger.HashKey);
        Assert.Equal("1.2", (await ledger.ClaimStudyAsync("w", Lease, default))?.StudyUid);
    }

    [Fact]
    public async Task A_ledger_of_an_older_version_is_not_looked_at_before_it_is_brought_up_to_date()
    {
        var location = await NewLocationAsync();
        using (var engine = location.Open(_time, readOnly: false))
            engine.Begin(db => LedgerSchema.Apply(db, "the ledger", upTo: 1), readOnly: false);
        var error = Assert.Throws<InvalidDataException>(() => SqlLedger.OpenToRead(location, _time));
        Assert.Contains("version 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_from_a_newer_version_is_left_alone()
    {
        SetVersion(99);
        Assert.Throws<InvalidDataException>(() => Open());
        Assert.Throws<InvalidDataException>(() => SqlLedger.OpenToRead(Location, _time));
        SetVersion(LedgerSchema.Version);
        Open().Dispose();
    }

    void SetVersion(int version)
    {
        using var engine = Location.Open(_time, readOnly: false);
        engine.Begin(db => db.Execute(string.Format(CultureInfo.InvariantCulture, db.Sql.WriteVersion, version)), readOnly: false);
    }
}
