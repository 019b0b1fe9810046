namespace Acsa.Worker.Configuration;

/// <summary>How old the oldest work of a stage may be before the node counts as unwell.</summary>
/// <param name="Received">Of a study that is due.</param>
/// <param name="Assembled">Of a study that is being analysed.</param>
/// <param name="Outbox">Of a result that a destination has yet to take.</param>
/// <param name="Edits">Of a reader's edit whose image is not here yet.</param>
sealed record HealthConfiguration(TimeSpan Received, TimeSpan Assembled, TimeSpan Outbox, TimeSpan Edits);
