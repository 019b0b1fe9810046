namespace Acsa.Worker.StorageCommitment;

/// <summary>What became of one result that was asked about.</summary>
/// <param name="CountsAsAttempt">False where the archive was not reached at all.</param>
sealed record CommitmentOutcome(long OutboxId, CommitmentFate Fate, string Words, bool CountsAsAttempt = true);
