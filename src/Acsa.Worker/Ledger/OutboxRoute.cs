using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

/// <summary>Which results go to a destination.</summary>
sealed record OutboxRoute(string Destination, IReadOnlySet<ResultKind> Send)
{
    /// <summary>Whether a result goes there.</summary>
    /// <param name="recipient">The one destination that it is for; null for all that want its kind.</param>
    public bool Sends(ResultKind kind, string? recipient) => Send.Contains(kind) && (recipient is null || recipient == Destination);
}
