using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Spool;

// On a real file system that is really full: whatever was answered Success is there, whole and recorded, and what was refused is not.
public sealed class FullDiskTests : IAsyncLifetime
{
    const int Megabyte = 1024 * 1024;
    SmallDisk _disk = null!;
    SqlLedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _disk = await SmallDisk.MountAsync(16);
        _ledger = SqlLedger.Open(LedgerLocation.InFile(In("ledger.sqlite")), TimeProvider.System, TimeSpan.Zero);
    }

    public async Task DisposeAsync()
    {
        _ledger.Dispose();
        await _disk.DisposeAsync();
    }

    [Fact]
    public void Free_space_is_that_of_the_volume_a_folder_is_on()
    {
        var disk = new DiskFreeSpace();
        Directory.CreateDirectory(In("a/b"));
        Assert.InRange(disk.AvailableBytes(In("a/b")), 8 * Megabyte, 16 * Megabyte);
        Assert.True(disk.AvailableBytes("/") > 16 * Megabyte);
        Assert.ThrowsAny<IOException>(() => disk.AvailableBytes(In("absent")));
    }

    [Fact]
    public async Task Under_the_reserve_a_scanner_is_answered_A700_and_nothing_is_written_until_there_is_room_again()
    {
        using var scratch = new ScratchFolder();
        var image = PhantomIn(scratch);
        var spool = NewSpool(reserve: 4 * Megabyte);
        using var listener = DicomListener.Start("127.0.0.1", 0, new AdmissionList("ACSA", [new(AdmittedCaller.Any)]), spool, new Deaf(),
            NullLoggerFactory.Instance);

        _disk.FillTo(3 * Megabyte);
        var free = new DriveInfo(_disk.Path).AvailableFreeSpace;
        var (_, output) = await Send(image, listener.Port);
        Assert.Contains("OutOfResources", output, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Files());
        Assert.Equal(free, new DriveInfo(_disk.Path).AvailableFreeSpace);

        _disk.Empty();
        var (code, _) = await Send(image, listener.Port);
        Assert.Equal(0, code);
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_of_an_instance_leaves_nothing_of_it()
    {
        var spool = NewSpool(reserve: 0);
        await Store(spool, Megabyte);
        _disk.FillTo(2 * Megabyte);
        var error = await Assert.ThrowsAsync<SpoolException>(() => Store(spool, 5 * Megabyte));
        Assert.True(error.IsTransient);
        Assert.Single(Files());
        Assert.True(new DriveInfo(_disk.Path).AvailableFreeSpace >= Megabyte, "What was written of it is free again");
        _disk.Empty();
        await Store(spool, 5 * Megabyte);
        await HoldsWhatItSays(spool, 2);
    }

    [Fact]
    public async Task A_disk_that_fills_up_under_the_ledger_refuses_what_is_not_recorded_and_goes_on_when_there_is_room()
    {
        var spool = NewSpool(reserve: 0);
        await Store(spool, 100);
        var (stored, refused) = (1, 0);
        for (var round = 0; round < 3; round++)
        {
            _disk.FillTo(32 * 1024);
            for (var i = 0; i < 40; i++)
            {
                try
                {
                    await Store(spool, 100);
                    stored++;
                }
                catch (SpoolException error) when (error.IsTransient)
                {
                    refused++;
                }
            }

            _disk.Empty();
            await Store(spool, 100);
            stored++;
        }

        Assert.True(refused > 0, "The disk was never full");
        await HoldsWhatItSays(spool, stored);
        using var reader = new SqliteEngine(In("ledger.sqlite"), readOnly: true, flush: true, TimeProvider.System);
        Assert.Equal("ok", reader.Begin(db => db.Scalar("PRAGMA integrity_check"), readOnly: true));
    }

    async Task HoldsWhatItSays(SpoolFolder spool, int instances)
    {
        var rows = await _ledger.SpoolFilesAsync(default);
        Assert.Equal(instances, rows.Count);
        Assert.All(rows, row => Assert.True(File.Exists(spool.PathOf(row))));
        Assert.Equal(instances, Files().Length);
    }

    SpoolFolder NewSpool(long reserve) => new(In("spool"), new(reserve), NodeIdentity.Of("a"), new DiskFreeSpace(), _ledger,
        new FakeReader(new("1.2.3", null)), TimeProvider.System);

    static async Task Store(SpoolFolder spool, int bytes)
    {
        await using var entry = await spool.BeginAsync(Specimen.Header(), default);
        for (var left = bytes; left > 0; left -= 65536) await entry.WriteAsync(new byte[Math.Min(left, 65536)], default);
        await entry.CommitAsync(default);
    }

    string[] Files() => Directory.GetFiles(In("spool"), "*", SearchOption.AllDirectories);

    string In(string name) => Path.Combine(_disk.Path, name);

    static string PhantomIn(ScratchFolder folder)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage }, { DicomTag.SOPInstanceUID, "2.25.1" },
            { DicomTag.StudyInstanceUID, "2.25.2" },
        };
        new DicomFile(dataset).Save(folder.File("image.dcm"));
        return folder.File("image.dcm");
    }

    static Task<(int ExitCode, string Output)> Send(string image, int port) =>
        PeerProcess.RunAsync("/usr/bin/storescu", "-v", "-R", "-xe", "-aec", "ACSA", "127.0.0.1", $"{port}", image);

    sealed class Deaf : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }
}
