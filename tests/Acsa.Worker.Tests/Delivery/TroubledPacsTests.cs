using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Delivery;

/// <summary>
/// The tables of docs/ledger-and-delivery.md, over real sockets: ledger, loop and sender against a PACS that does as it is told.
/// </summary>
public sealed class TroubledPacsTests : IDisposable
{
    const int Results = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongerThanAnyJitter = TimeSpan.FromSeconds(13);

    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly SqlLedger _ledger;

    public TroubledPacsTests() => _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0x0000, "delivered")]
    [InlineData(0xB000, "delivered")]
    [InlineData(0xB006, "delivered")]
    [InlineData(0x0111, "delivered")]
    [InlineData(0xA700, "waits")]
    [InlineData(0x0110, "waits")]
    [InlineData(0x0213, "waits")]
    [InlineData(0x0122, "waits")]
    [InlineData(0x0124, "waits")]
    [InlineData(0xA900, "parked")]
    [InlineData(0xC000, "parked")]
    [InlineData(0x0117, "parked")]
    public async Task A_status_is_followed_by_what_the_table_says_and_the_others_go_on(int status, string follows)
    {
        var stored = new Archive();
        await using var pacs = new ScriptedPacs((exchange, number) =>
            number == 0 ? exchange.AnswerAsync((ushort)status) : stored.TakeAsync(exchange));
        await AddResultsAsync();
        var loop = Loop(pacs.Port);
        Assert.True(await loop.DeliverAsync(default));
        Assert.Equal(Results - 1, stored.Distinct);

        var row = await RowAsync();
        Assert.Equal(follows, row switch { { Pending: 1 } => "waits", { Parked: 1 } => "parked", _ => "delivered" });
        Assert.False(await loop.DeliverAsync(default)); // Not before its time, or never.
        _time.Advance(LongerThanAnyJitter);
        Assert.Equal(follows == "waits", await loop.DeliverAsync(default));
        Assert.Equal(follows == "waits" ? Results : Results - 1, stored.Distinct);
        Assert.Equal(stored.Distinct, stored.Taken); // Nothing that was stored is sent again.
    }

    [Fact]
    public async Task A_pacs_that_is_out_of_resources_for_an_hour_gets_everything_once_when_it_recovers()
    {
        var isFull = true;
        var refused = 0;
        var stored = new Archive();
        await using var pacs = new ScriptedPacs((exchange, _) =>
        {
            if (!isFull) return stored.TakeAsync(exchange);
            refused++;
            return exchange.AnswerAsync(0xA700);
        });
        await AddResultsAsync();
        var loop = Loop(pacs.Port, "3x10s,5x1m,12x5m,24x1h");
        await PassAsync(loop, TimeSpan.FromHours(1));
        Assert.InRange(refused, Results * 12, Results * 25); // 9 attempts in the first minutes, then one each five minutes.
        Assert.Equal((Results, 0, 0), await PendingDeliveredParkedAsync());

        isFull = false;
        await PassAsync(loop, TimeSpan.FromHours(1));
        Assert.Equal((0, Results, 0), await PendingDeliveredParkedAsync());
        Assert.Equal((Results, Results), (stored.Taken, stored.Distinct));
    }

    [Theory]
    [InlineData("refuses the connection")]
    [InlineData("takes the connection and says nothing")]
    public async Task A_pacs_that_is_not_there_for_a_day_costs_no_result_an_attempt_and_gets_everything_once(string manner)
    {
        var port = Loopback.FreePort();
        await AddResultsAsync();
        var loop = Loop(port, "2x1h");
        var silent = manner.StartsWith("takes", StringComparison.Ordinal) ? new ScriptedPacs(null, port) : null;
        for (var hours = 0; hours < 6; hours++)
        {
            Assert.True(await loop.DeliverAsync(default));
            _time.Advance(TimeSpan.FromHours(4));
        }

        if (silent is not null) await silent.DisposeAsync();
        Assert.Equal((Results, 0, 0), await PendingDeliveredParkedAsync());
        Assert.NotNull((await RowAsync()).AwaySince);

        var stored = new Archive();
        await using var pacs = new ScriptedPacs((exchange, _) => stored.TakeAsync(exchange), port);
        await PassAsync(loop, TimeSpan.FromHours(4));
        Assert.Equal((0, Results, 0), await PendingDeliveredParkedAsync());
        Assert.Equal((Results, Results), (stored.Taken, stored.Distinct));
    }

    [Theory]
    [InlineData("drops the connection within the object")]
    [InlineData("hangs within the object")]
    [InlineData("takes the object and never answers")]
    [InlineData("takes the object and drops the connection")]
    [InlineData("answers another message")]
    public async Task What_breaks_an_association_waits_alone_and_no_result_is_taken_for_stored_that_was_not(string manner)
    {
        string? victim = null;
        var stored = new Archive();
        await using var pacs = new ScriptedPacs(async (exchange, _) =>
        {
            victim ??= exchange.SopInstanceUid;
            if (exchange.SopInstanceUid != victim)
            {
                await stored.TakeAsync(exchange);
                return;
            }

            if (manner.StartsWith("takes", StringComparison.Ordinal)) await exchange.ReadDataSetAsync();
            if (manner.StartsWith("answers", StringComparison.Ordinal)) await exchange.AnswerAsync(idOffset: 1);
            else if (manner.Contains("drops", StringComparison.Ordinal)) await exchange.DropAsync();
            else await exchange.StopReadingAsync();
        });
        await AddResultsAsync(megabytes: 16);
        var loop = Loop(pacs.Port, "2x10s");
        for (var turn = 0; turn < 30 && (await RowAsync()).Parked == 0; turn++)
        {
            await loop.DeliverAsync(default);
            _time.Advance(LongerThanAnyJitter);
        }

        // It breaks every association that offers it, so it is given up after its schedule; the others went past it.
        Assert.Equal((0, Results - 1, 1), await PendingDeliveredParkedAsync());
        Assert.Equal((Results - 1, Results - 1), (stored.Taken, stored.Distinct));
    }

    [Fact]
    public async Task A_pacs_that_stored_and_lost_the_answer_gets_the_same_instance_again_and_no_other()
    {
        var stored = new Archive();
        await using var pacs = new ScriptedPacs(async (exchange, number) =>
        {
            if (number > 0)
            {
                await stored.TakeAsync(exchange);
                return;
            }

            await stored.KeepAsync(exchange);
            await exchange.DropAsync();
        });
        await AddResultsAsync();
        var loop = Loop(pacs.Port);
        await PassAsync(loop, TimeSpan.FromMinutes(5));
        Assert.Equal((0, Results, 0), await PendingDeliveredParkedAsync());
        Assert.Equal((Results + 1, Results), (stored.Taken, stored.Distinct)); // Once more under its UID: once in the archive.
    }

    [Fact]
    public async Task An_archive_that_says_success_and_takes_no_commitment_for_it_ends_in_front_of_a_person()
    {
        await using var pacs = new ScriptedPacs((exchange, _) => exchange.AnswerAsync()); // Success to each object, and none is kept.
        await AddResultsAsync();
        var loop = Loop(pacs.Port);
        Assert.True(await loop.DeliverAsync(default));
        Assert.Equal((0, Results, 0), await PendingDeliveredParkedAsync());

        // Success to the N-ACTION as well, no report ever, and nothing where a query looks for it.
        var commitment = new CommitmentLoop(Pacs(pacs.Port, "4x10s"), _ledger, new CommitmentClient("ACSA", Files()), new WorkSignal(),
            _time, new Random(1), NullLogger<CommitmentLoop>.Instance);
        for (var turn = 0; turn < 40 && (await RowAsync()).Parked < Results; turn++)
        {
            await commitment.StepAsync(default);
            await loop.DeliverAsync(default);
            _time.Advance(TimeSpan.FromMinutes(30));
        }

        var row = await RowAsync();
        Assert.Equal((0, Results), (row.Committed, row.Parked));
    }

    async Task PassAsync(DeliveryLoop loop, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(10))
        {
            while (await loop.DeliverAsync(default))
            {
            }

            _time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    DeliveryLoop Loop(int port, string schedule = "9x10s") => new(Pacs(port, schedule), NodeIdentity.Of("a"), _ledger,
        new DicomResultSender("ACSA", Files()), new WorkSignal(), _time, new Random(1), NullLogger<DeliveryLoop>.Instance);

    ResultFolder Files() => new(_folder.Path, NodeIdentity.Of("a"), 0, new FixedSpace());

    static DestinationConfiguration Pacs(int port, string schedule) => new(
        "pacs", "PACS", "127.0.0.1", port, new HashSet<ResultKind>(), true, Patience,
        RetrySchedule.TryParse(schedule, out var retry) ? retry : throw new FormatException(schedule));

    async Task<DestinationRow> RowAsync() => Assert.Single((await _ledger.ReportAsync(default)).Destinations);

    async Task<(long Pending, long Delivered, long Parked)> PendingDeliveredParkedAsync()
    {
        var row = await RowAsync();
        return (row.Pending, row.Delivered, row.Parked);
    }

    async Task AddResultsAsync(int megabytes = 0)
    {
        await _ledger.RecordAsync([Specimen.Instance("1.2.3")], false, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var job = (await _ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var files = Enumerable.Range(0, Results).Select(number =>
        {
            var dataset = new DicomDataset
            {
                { DicomTag.SOPClassUID, DicomUID.ComprehensiveSRStorage }, { DicomTag.SOPInstanceUID, DicomUID.Generate() },
                { DicomTag.PatientID, "X" },
            };
            // Longer than what two sockets hold between them, so that a PACS that does not read stops the sender.
            if (megabytes > 0) dataset.Add(new DicomOtherByte(DicomTag.EncapsulatedDocument, new byte[megabytes << 20]));
            new DicomFile(dataset).Save(_folder[$"{number}.dcm"]);
            return new ResultFile(ResultKind.StructuredReport, dataset.GetString(DicomTag.SOPInstanceUID),
                DicomUID.ComprehensiveSRStorage.UID, $"{number}.dcm",
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder[$"{number}.dcm"]))));
        }).ToList();
        await _ledger.CompleteInstanceAsync(
            job, new(job.Instances[0].Id, false, [], [new("measured", "{}")], files), [Specimen.Route("pacs")], default);
        await _ledger.FinishStudyAsync(job, default);
    }

    /// <summary>What the PACS has on its disk.</summary>
    sealed class Archive
    {
        readonly List<string> _uids = [];

        public int Taken => _uids.Count;
        public int Distinct => _uids.Distinct().Count();

        public async Task KeepAsync(ScriptedPacs.Exchange exchange)
        {
            await exchange.ReadDataSetAsync();
            if (exchange.SopInstanceUid.Length > 0) _uids.Add(exchange.SopInstanceUid);
        }

        public async Task TakeAsync(ScriptedPacs.Exchange exchange)
        {
            await KeepAsync(exchange);
            await exchange.AnswerAsync();
        }
    }
}
