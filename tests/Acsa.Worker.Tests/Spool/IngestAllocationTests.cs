using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Acsa.Worker.Tests.Spool;

/// <summary>What receiving costs in managed memory, from the socket to the ledger's commit; alone, for the whole process is
/// measured.</summary>
[Collection(Collection)]
public sealed class IngestAllocationTests(ITestOutputHelper output) : IDisposable
{
    const string Collection = "Allocations";
    const int Instances = 100;
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_instance_a_hundred_times_as_large_takes_no_more_managed_memory()
    {
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), TimeProvider.System, TimeSpan.FromHours(1));
        var spool = new SpoolFolder(_folder["spool"], new(1, 1, true), NodeIdentity.Of("a"), new FixedSpace(), ledger, new DatasetReader(),
            TimeProvider.System);
        using var listener = DicomListener.Start(
            "127.0.0.1", 0, new AdmissionList("ACSA", [new("RAW")]), spool, new Deaf(), NullLoggerFactory.Instance);
        using var scanner = await RawScanner.ConnectAsync(listener.Port);
        await MeasureAsync(scanner, 22_000); // Everything is compiled, every pool is filled.
        await MeasureAsync(scanner, 2_400_000);
        var small = await MeasureAsync(scanner, 22_000);
        var large = await MeasureAsync(scanner, 2_400_000);
        Assert.Equal(4 * Instances, (await ledger.ReportAsync(default)).Instances);
        output.WriteLine($"allocated for each instance: {small} bytes at 22 KB, {large} bytes at 2.4 MB");
        // Some bytes for each of the 150 pieces that it comes in would be too many.
        Assert.True(large < small + 16_384, $"{small} bytes at 22 KB, {large} bytes at 2.4 MB");
        Assert.True(small < 131_072, $"{small} bytes at 22 KB");
    }

    static async Task<long> MeasureAsync(RawScanner scanner, int bytes)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Instances; i++) await scanner.StoreAsync(bytes);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Instances;
    }

    [CollectionDefinition(Collection, DisableParallelization = true)]
    public sealed class Definition;

    sealed class Deaf : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }
}
