namespace Acsa.Worker.Ledger;

/// <summary>How long the oldest work of each stage has waited; null where nothing does.</summary>
/// <param name="Received">Of the studies that are due: since they fell due.</param>
/// <param name="Assembled">Of the studies that are being analysed: since their run began.</param>
/// <param name="Outbox">Of the results that a destination has yet to take: since they were made.</param>
/// <param name="Edits">Of the readers' edits that wait for their images: since they were received.</param>
sealed record StageAges(TimeSpan? Received, TimeSpan? Assembled, TimeSpan? Outbox, TimeSpan? Edits = null);
