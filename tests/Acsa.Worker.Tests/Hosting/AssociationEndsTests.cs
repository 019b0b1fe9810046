using Acsa.DicomScp;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Hosting;

public sealed class AssociationEndsTests
{
    [Fact]
    public async Task A_study_is_due_when_the_call_that_brought_it_is_over_and_not_while_it_lasts()
    {
        using var folder = new TempFolder();
        var rules = AssemblyRules.After(TimeSpan.FromMilliseconds(1)) with { Sources = [new("US1", TimeSpan.FromMilliseconds(1), true)] };
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(folder["l.sqlite"]), TimeProvider.System, rules);
        var spool = new SpoolFolder(folder["spool"], new(0), NodeIdentity.Of("a"), new FixedSpace(), ledger, new DatasetReader(),
            TimeProvider.System);
        using var listener = DicomListener.Start(
            "127.0.0.1", 0, new AdmissionList("ACSA", [new("US1")]), spool, new RefusedCallers(TimeProvider.System),
            NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var ends = new AssociationEnds(spool, ledger, TimeProvider.System, NullLogger<AssociationEnds>.Instance).RunAsync(stop.Token);

        StudyJob? during = null;
        var request = new DicomCStoreRequest(new DicomFile(new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage }, { DicomTag.SOPInstanceUID, "1.2.3.4" },
            { DicomTag.StudyInstanceUID, "1.2.3" },
        }))
        {
            OnResponseReceived = (_, _) => during = ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default).GetAwaiter().GetResult(),
        };
        var client = DicomClientFactory.Create("127.0.0.1", listener.Port, false, "US1", "ACSA");
        await client.AddRequestAsync(request);
        await client.SendAsync();

        StudyJob? after = null;
        await Until.TrueAsync(async () => (after = await ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default)) is not null,
            TimeSpan.FromSeconds(60), "the study is due");
        Assert.Equal((null, "1.2.3"), (during, after!.StudyUid));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ends);
    }
}
