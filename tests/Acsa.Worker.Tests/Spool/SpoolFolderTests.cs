using System.Text;
using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Spool;

public sealed class SpoolFolderTests : IDisposable
{
    static readonly byte[] DataSet = Encoding.ASCII.GetBytes("a data set, of which the spool understands nothing");
    static readonly NodeIdentity Node = NodeIdentity.Of("a");
    readonly TempFolder _folder = new();
    readonly FixedSpace _disk = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;
    readonly SpoolFolder _spool;

    public SpoolFolderTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["ledger.sqlite"]), _time, TimeSpan.Zero);
        _spool = NewSpool();
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_committed_instance_is_a_part_10_file_that_ends_in_the_bytes_as_received()
    {
        Assert.Equal(StoreVerdict.Stored, await Store(Specimen.Header()));
        var file = File.ReadAllBytes(Assert.Single(Files("*.dcm")));
        Assert.Equal("DICM"u8.ToArray(), file[128..132]);
        Assert.Equal(DataSet, file[^DataSet.Length..]);
        Assert.Empty(Files("*.part"));
    }

    [Fact]
    public async Task File_names_come_from_nothing_the_peer_said()
    {
        var header = Specimen.Header("1.2.3.4.5.6.7");
        await Store(header);
        Assert.DoesNotContain("1.2.3", Assert.Single(Files("*.dcm")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_dropped_before_its_commit_leaves_nothing()
    {
        await using (var entry = await _spool.BeginAsync(Specimen.Header(), default)) await entry.WriteAsync(DataSet, default);
        Assert.Empty(Files("*"));
        Assert.Empty(await _ledger.SpoolFilesAsync(default));
    }

    [Fact]
    public async Task The_same_bytes_again_leave_one_copy_other_bytes_two()
    {
        var header = Specimen.Header();
        await Store(header);
        Assert.Equal(StoreVerdict.AlreadyHeld, await Store(header));
        Assert.Single(Files("*.dcm"));
        Assert.Equal(StoreVerdict.Conflict, await Store(header, [1, 2, 3, 4]));
        Assert.Equal(2, Files("*.dcm").Length);
    }

    [Fact]
    public async Task A_disk_under_its_reserve_refuses_before_a_byte_and_recovers_by_itself()
    {
        _disk.Free = 999;
        Assert.False(_spool.HasRoom);
        Assert.True((await Assert.ThrowsAsync<SpoolException>(() => _spool.BeginAsync(Specimen.Header(), default))).IsTransient);
        Assert.Empty(Files("*"));
        _disk.Free = 1000;
        Assert.Equal(StoreVerdict.Stored, await Store(Specimen.Header()));
    }

    [Fact]
    public async Task A_data_set_that_brings_the_disk_under_its_reserve_is_refused_on_its_way()
    {
        await using (var entry = await _spool.BeginAsync(Specimen.Header(), default))
        {
            var piece = new byte[1 << 20];
            await entry.WriteAsync(piece, default);
            _disk.Free = 999;
            var written = 0;
            var error = await Assert.ThrowsAsync<SpoolException>(async () =>
            {
                for (; written < 100; written++) await entry.WriteAsync(piece, default);
            });
            Assert.True(error.IsTransient);
            Assert.InRange(written, 1, 70);
        }

        Assert.Empty(Files("*"));
    }

    [Fact]
    public async Task Sent_again_after_its_file_was_lost_the_instance_is_held_again_under_its_name()
    {
        var header = Specimen.Header();
        await Store(header);
        var file = Assert.Single(Files("*.dcm"));
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        Assert.Equal(StoreVerdict.AlreadyHeld, await Store(header));
        Assert.Equal(file, Assert.Single(Files("*.dcm")));
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_whole_file_without_a_row_is_adopted_at_start_and_a_partial_one_removed()
    {
        var header = Specimen.Header();
        Directory.CreateDirectory(_folder["spool/20261119"]);
        File.WriteAllBytes(_folder["spool/20261119/0.dcm"], [.. Part10Header.Build(header), .. DataSet]);
        File.WriteAllText(_folder["spool/incoming/a/1.part"], "half");

        Assert.Equal(1, await Recovery().RunAsync(default));
        Assert.Empty(Files("*.part"));
        Assert.Equal(["20261119/0.dcm"], await _ledger.SpoolFilesAsync(default));
        Assert.Equal(0, await Recovery().RunAsync(default));
        // Sent again, as a scanner does that got no answer: the adopted copy is the same instance.
        Assert.Equal(StoreVerdict.AlreadyHeld, await Store(header));
    }

    [Fact]
    public async Task An_orphan_of_something_held_is_removed_and_a_stranger_left_alone()
    {
        var header = Specimen.Header();
        await Store(header);
        Directory.CreateDirectory(_folder["spool/20261119"]);
        File.WriteAllBytes(_folder["spool/20261119/0.dcm"], [.. Part10Header.Build(header), .. DataSet]);
        File.WriteAllText(_folder["spool/20261119/1.dcm"], "not DICOM");
        Assert.Equal(0, await Recovery().RunAsync(default));
        Assert.False(File.Exists(_folder["spool/20261119/0.dcm"]));
        Assert.True(File.Exists(_folder["spool/20261119/1.dcm"]));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_all_the_same()
    {
        var spool = NewSpool(new DatasetSummary(null, "no data set"));
        await using var entry = await spool.BeginAsync(Specimen.Header(), default);
        await entry.WriteAsync(DataSet, default);
        Assert.Equal(StoreVerdict.Stored, await entry.CommitAsync(default));
        Assert.Equal(1, (await _ledger.ReportAsync(default)).Unreadable);
    }

    [Fact]
    public async Task A_file_that_was_lost_and_is_sent_again_has_its_failed_instance_analysed_again()
    {
        var header = Specimen.Header();
        await Store(header);
        File.Delete(Assert.Single(Files("*.dcm")));
        var job = (await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0], failed: true, reasons: "no file"), [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Equal("failed", Assert.Single((await _ledger.ReportAsync(default)).Studies).State);

        await Store(header);
        Assert.Equal(job.Instances[0].Id, Assert.Single((await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!.Instances).Id);
    }

    [Fact]
    public async Task What_a_virus_scanner_takes_away_before_it_is_recorded_is_refused_for_now_and_not_filed_as_unreadable()
    {
        var thief = new ThievishReader { Steals = true };
        var spool = new SpoolFolder(_folder["spool"], new(1000), Node, _disk, _ledger, thief, _time);
        var header = Specimen.Header();
        Assert.True((await Assert.ThrowsAsync<SpoolException>(() => Store(header, spool: spool))).IsTransient);
        Assert.Empty(await _ledger.SpoolFilesAsync(default));

        thief.Steals = false; // The scanner sends again.
        await Store(header, spool: spool);
        Assert.Single((await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!.Instances);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    public async Task Sent_again_after_its_file_was_damaged_the_instance_is_held_whole_again(string how)
    {
        var header = Specimen.Header();
        await Store(header);
        var file = Assert.Single(Files("*.dcm"));
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, how == "changed" ? bytes : bytes[..^10]);
        var name = Assert.Single(await _ledger.SpoolFilesAsync(default));
        Assert.Equal(how == "changed", _spool.Holds(name, bytes.Length));

        // By another title, so that its header has another length.
        var other = header with { Caller = header.Caller with { CallingAe = "ANOTHER-TITLE" } };
        Assert.Equal(StoreVerdict.AlreadyHeld, await Store(other));
        var whole = File.ReadAllBytes(Assert.Single(Files("*.dcm")));
        Assert.Equal(DataSet, whole[^DataSet.Length..]);
        var held = Assert.Single(await _ledger.HeldAsync([header.SopInstanceUid], default));
        Assert.True(_spool.Holds(held.File, held.Bytes));
        Assert.Equal(StoreVerdict.AlreadyHeld, await Store(header));
        Assert.Equal(whole, File.ReadAllBytes(Assert.Single(Files("*.dcm"))));
    }

    [Fact]
    public async Task A_recorded_file_whose_renaming_a_power_cut_undid_has_its_name_again_after_the_start()
    {
        await Store(Specimen.Header());
        var file = Assert.Single(Files("*.dcm"));
        var bytes = File.ReadAllBytes(file);
        // The name that it had before: NTFS may have the ledger's commit on the disk, and the renaming before it not.
        File.Move(file, _folder[$"spool/incoming/a/{Path.GetFileNameWithoutExtension(file)[2..]}.part"]);
        File.WriteAllText(_folder["spool/incoming/a/0123456789abcdef0123456789abcdef.part"], "half");
        Assert.Equal(0, await Recovery().RunAsync(default));
        Assert.Empty(Files("*.part"));
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_whole_file_that_cannot_be_read_at_the_start_does_not_prevent_it_and_is_adopted_when_it_can()
    {
        var thief = new ThievishReader { Holds = true };
        var spool = new SpoolFolder(_folder["spool"], new(1000), Node, _disk, _ledger, thief, _time);
        var recovery = new SpoolRecovery(_folder["spool"], spool, Node, _ledger, _ledger, NullLogger<SpoolRecovery>.Instance);
        Directory.CreateDirectory(_folder["spool/20261119"]);
        File.WriteAllBytes(_folder["spool/20261119/0.dcm"], [.. Part10Header.Build(Specimen.Header()), .. DataSet]);
        Assert.Equal(0, await recovery.RunAsync(default));
        Assert.Equal(0, await recovery.AdoptLeftAsync(default));
        thief.Holds = false;
        Assert.Equal(1, await recovery.AdoptLeftAsync(default));
        Assert.Equal(["20261119/0.dcm"], await _ledger.SpoolFilesAsync(default));
        Assert.Equal(0, await recovery.AdoptLeftAsync(default));
    }

    [Fact]
    public async Task What_the_ledger_refuses_is_refused_for_now_and_leaves_no_file_to_fill_the_disk()
    {
        await Store(Specimen.Header());
        var before = Files("*");
        using (var engine = new SqliteEngine(_folder["ledger.sqlite"], readOnly: false, flush: true, _time))
            engine.Begin(db => db.Execute("ALTER TABLE events RENAME TO elsewhere"), readOnly: false);
        var error = await Assert.ThrowsAsync<SpoolException>(() => Store(Specimen.Header()));
        Assert.True(error.IsTransient);
        Assert.Equal(before, Files("*"));
    }

    [Fact]
    public async Task What_a_living_node_is_about_to_record_is_left_alone_and_adopted_once_its_lease_ran_out()
    {
        var other = NodeIdentity.Of("b");
        await _ledger.JoinAsync(other, Limits.Lease, default);
        Directory.CreateDirectory(_folder["spool/incoming/b"]);
        File.WriteAllText(_folder["spool/incoming/b/1.part"], "half");
        var name = new SpoolNames("b").NewFile(_time.GetUtcNow());
        Directory.CreateDirectory(Path.GetDirectoryName(_folder["spool/" + name])!);
        File.WriteAllBytes(_folder["spool/" + name], [.. Part10Header.Build(Specimen.Header()), .. DataSet]);

        Assert.Equal(0, await Recovery().RunAsync(default));
        Assert.Single(Files("*.part"));
        _time.Advance(Limits.Lease);
        Assert.Equal(1, await Recovery().RunAsync(default));
        Assert.Empty(Files("*.part"));
        Assert.Equal([name], await _ledger.SpoolFilesAsync(default));
    }

    [Theory]
    [InlineData("20261120/a-0123456789abcdef0123456789abcdef.dcm", "a")]
    [InlineData("20261120/node-1.x-0123456789abcdef0123456789abcdef.dcm", "node-1.x")]
    [InlineData("20261120/0123456789abcdef0123456789abcdef.dcm", "")]
    [InlineData("20261120/x.dcm", "")]
    public void A_file_says_whose_it_is(string file, string node) => Assert.Equal(node, SpoolNames.NodeOf(file));

    [Fact]
    public async Task Associations_that_send_at_once_lose_nothing_and_mix_nothing_up()
    {
        var sets = Enumerable.Range(0, 60).Select(i => (Header: Specimen.Header(), Bytes: Encoding.ASCII.GetBytes($"data set {i}")))
            .ToArray();
        await Task.WhenAll(sets.Chunk(15).Select(chunk => Task.Run(async () =>
        {
            foreach (var (header, bytes) in chunk) Assert.Equal(StoreVerdict.Stored, await Store(header, bytes));
        })));
        var job = (await _ledger.ClaimStudyAsync("w", Limits.Lease, default))!;
        Assert.Equal(sets.Length, job.Instances.Count);
        foreach (var instance in job.Instances)
        {
            var bytes = sets.Single(set => set.Header.SopInstanceUid == instance.SopInstanceUid).Bytes;
            Assert.Equal(bytes, File.ReadAllBytes(_spool.PathOf(instance.File))[^bytes.Length..]);
        }
    }

    [Fact]
    public async Task Memory_for_an_instance_does_not_grow_with_it()
    {
        await Allocated(16);
        var small = await Allocated(16);
        var large = await Allocated(400);
        // 24 MB more were received; a copy of them, or a list of their parts, would show.
        Assert.True(large - small < 200_000, $"{small} bytes allocated for 1 MB, {large} for 26 MB");

        async Task<long> Allocated(int pieces)
        {
            var piece = new byte[64 * 1024];
            // Of this thread only, since other tests run beside; alone in its queue, an instance never leaves it.
            var before = GC.GetAllocatedBytesForCurrentThread();
            var entry = await _spool.BeginAsync(Specimen.Header(), default);
            for (var i = 0; i < pieces; i++) await entry.WriteAsync(piece, default);
            var commit = entry.CommitAsync(default);
            Assert.True(commit.IsCompleted);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            await commit;
            await entry.DisposeAsync();
            return allocated;
        }
    }

    SpoolFolder NewSpool(DatasetSummary? summary = null) =>
        new(_folder["spool"], new(1000), Node, _disk, _ledger, new FakeReader(summary ?? new("1.2.3", null)), _time);

    SpoolRecovery Recovery() => new(_folder["spool"], _spool, Node, _ledger, _ledger, NullLogger<SpoolRecovery>.Instance);

    async Task<StoreVerdict> Store(InstanceHeader header, byte[]? dataSet = null, SpoolFolder? spool = null)
    {
        await using var entry = await (spool ?? _spool).BeginAsync(header, default);
        foreach (var half in (dataSet ?? DataSet).Chunk(7)) await entry.WriteAsync(half, default);
        return await entry.CommitAsync(default);
    }

    string[] Files(string pattern) => Directory.GetFiles(_folder["spool"], pattern, SearchOption.AllDirectories);

    /// <summary>A reader whose file a virus scanner takes away, or holds.</summary>
    sealed class ThievishReader : IDatasetReader
    {
        public bool Steals { get; set; }
        public bool Holds { get; set; }

        public DatasetSummary Read(string file)
        {
            if (Holds) throw new IOException("held by somebody");
            if (!Steals) return new("1.2.3", null);
            File.Delete(file);
            return new DatasetReader().Read(file);
        }

        public int? ReadStudyInstances(string file) => null;
    }
}
