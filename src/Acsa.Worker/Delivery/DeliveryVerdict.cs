using Acsa.Worker.Ledger;

namespace Acsa.Worker.Delivery;

/// <summary>What a report means for the rows it is about, and for the destination's own clock.</summary>
/// <param name="Settlements">One for each item claimed.</param>
sealed record DeliveryVerdict(IReadOnlyList<OutboxSettlement> Settlements, DestinationClock Clock);
