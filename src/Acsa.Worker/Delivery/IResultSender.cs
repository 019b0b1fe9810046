using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Delivery;

/// <summary>Sends results to a destination over one association.</summary>
interface IResultSender
{
    /// <summary>Sends the items; how far it came is the report, a failure of the network included.</summary>
    Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop);

    /// <summary>Asks by C-ECHO whether the destination is there; null when it is.</summary>
    Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop);
}
