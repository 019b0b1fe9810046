using System.Data.Common;

namespace Acsa.Worker.Ledger;

/// <summary>The connection was lost while a transaction was being committed: it was recorded, or it was not.</summary>
sealed class CommitUnknownException(Exception inner)
    : DbException("The connection to the ledger was lost during a commit; whether it was recorded is not known.", inner);
