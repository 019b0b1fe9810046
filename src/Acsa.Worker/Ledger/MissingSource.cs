namespace Acsa.Worker.Ledger;

/// <summary>What is known of an image that a study does not hold.</summary>
/// <param name="IsElsewhere">Another study holds it.</param>
/// <param name="IsForgotten">Retention has removed an earlier study of the same UID, and the image may have been in it.</param>
/// <param name="Waiting">Edits of the study that wait already.</param>
sealed record MissingSource(bool IsElsewhere, bool IsForgotten, int Waiting);
