using Acsa.Worker.Results;

namespace Acsa.Worker.Demo;

/// <summary>One line of the demonstration's table.</summary>
/// <param name="Result">What the ledger says of the image.</param>
/// <param name="Received">What the PACS holds of it; null where it is not ours to look into.</param>
/// <param name="Seconds">From the start of its analysis to its last result's Success from the PACS.</param>
/// <param name="Problem">Why the demonstration failed for it; null when all is well.</param>
sealed record DemoRow(DemoCase Case, ResultEntry? Result, ReceivedResults? Received, double? Seconds, string? Problem);
