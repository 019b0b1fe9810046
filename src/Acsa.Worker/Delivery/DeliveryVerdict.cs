using Acsa.Worker.Ledger;

namespace Acsa.Worker.Delivery;

/// <summary>What a report means for the rows it is about, and for the destination's own clock.</summary>
/// <param name="Settlements">One for each item claimed.</param>
/// <param name="NextCall">When the destination may next be called; null when at once.</param>
/// <param name="Trouble">Why it may not; null when it may.</param>
sealed record DeliveryVerdict(IReadOnlyList<OutboxSettlement> Settlements, DateTimeOffset? NextCall, string? Trouble);
