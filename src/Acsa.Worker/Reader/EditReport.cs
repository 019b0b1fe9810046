namespace Acsa.Worker.Reader;

/// <summary>What is known of readers' edits.</summary>
/// <param name="Groups">By model and scanner.</param>
/// <param name="Edits">One by one, the oldest first.</param>
sealed record EditReport(IReadOnlyList<EditSummary> Groups, IReadOnlyList<EditEntry> Edits);
