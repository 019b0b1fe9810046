using Acsa.Worker.Ledger;

namespace Acsa.Worker.StorageCommitment;

/// <summary>One transaction with an archive.</summary>
sealed record CommitmentAsk(long Id, string TransactionUid, IReadOnlyList<OutboxItem> Items);
