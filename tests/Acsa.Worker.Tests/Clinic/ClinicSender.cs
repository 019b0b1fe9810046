using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>The node's own sender; now and then the node dies after the PACS has answered and before the ledger knows.</summary>
sealed class ClinicSender(Random random) : IResultSender
{
    public IResultSender Inner { get; set; } = null!;

    public bool MayDie { get; set; }

    public async Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
    {
        var report = await Inner.SendAsync(destination, items, stop);
        if (MayDie && random.NextDouble() < 0.01) throw new DyingException();
        return report;
    }

    public Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop) =>
        Inner.ProbeAsync(destination, stop);
}
